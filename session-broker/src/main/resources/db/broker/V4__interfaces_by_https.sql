-- An interface may speak HTTPS at its primary port; a running session remembers which it is.
alter table environment_version add column secure boolean default false not null;
alter table session add column secure boolean default false not null;
