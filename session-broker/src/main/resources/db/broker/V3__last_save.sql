-- When the interface last saved something, as the gateway saw it go by.
alter table session add column last_save timestamp with time zone;
