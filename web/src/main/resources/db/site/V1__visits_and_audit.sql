create table visit (
  id uuid primary key,
  secret_hash varchar(64) not null,
  person uuid not null,
  tenant uuid not null,
  course uuid,
  role varchar(16) not null,
  site_roles varchar(64) not null,
  locale varchar(16) not null,
  framed boolean,
  platform_origin varchar(512),
  return_url varchar(2048),
  began timestamp with time zone not null,
  last_used timestamp with time zone not null,
  ends timestamp with time zone not null
);
create index visit_ends on visit (ends);
create index visit_tenant on visit (tenant);
create index visit_person on visit (person, course);

create table one_time_code (
  code_hash varchar(64) primary key,
  purpose varchar(32) not null,
  payload varchar(4096) not null,
  ends timestamp with time zone not null
);

create table audit_entry (
  id uuid primary key,
  at timestamp with time zone not null,
  person uuid not null,
  course uuid,
  act varchar(64) not null,
  subject_kind varchar(64) not null,
  subject_id varchar(128) not null,
  reason varchar(512) not null
);
create index audit_at on audit_entry (at);
