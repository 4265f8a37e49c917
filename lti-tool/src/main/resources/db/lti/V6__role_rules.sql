alter table deployment add column lowered_roles varchar(1000) default '' not null;
alter table deployment add column grader_parameter varchar(100) default '' not null;
alter table deployment add column grader_values varchar(1000) default '' not null;
alter table deployment add column platform_support boolean default false not null;
alter table membership add column launched_as varchar(16);
