-- All that a deep-linking request says of the answer.
alter table deep_linking add column accept_types varchar(200) default '' not null;
alter table deep_linking add column media_types varchar(1000) default '' not null;
alter table deep_linking add column targets varchar(200) default '' not null;
alter table deep_linking add column auto_create boolean default false not null;
update deep_linking set accept_types = 'ltiResourceLink' where accepts_links;
alter table deep_linking drop column accepts_links;
