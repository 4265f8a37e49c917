alter table environment add column sources varchar(4000) default '' not null;

alter table environment_version add column digest varchar(80);
alter table environment_version add column ports varchar(1000) default '' not null;
alter table environment_version add column gpus integer default 0 not null;
alter table environment_version add column allowed varchar(4000) default '' not null;
alter table environment_version add column software varchar(1000) default '' not null;

alter table role_override add column digest varchar(80);
alter table role_override add column gpus integer;

-- A sealed value is longer than the plain one.
alter table environment_variable alter column content set data type varchar(8000);

create table data_mount (
  id uuid primary key,
  version uuid not null references environment_version (id),
  role varchar(16) not null,
  volume varchar(128) not null,
  target varchar(512) not null,
  unique (version, role, target)
);

update environment_version set software = 'Jupyter Notebook, Python 3, Git'
  where environment in (select id from environment where built_in = 'notebook');
