-- What a version needs beyond what every session has, as words: "root CHOWN SETUID".
alter table environment_version add column needs varchar(400) default '' not null;

-- What an administrator allowed an environment of that.
create table permission (
  id uuid primary key,
  environment uuid not null references environment (id),
  needs varchar(400) not null,
  allowed_by uuid not null,
  allowed_at timestamp with time zone not null,
  unique (environment, needs)
);
