create table installation (
  id uuid primary key,
  one boolean not null unique
);

create table environment (
  id uuid primary key,
  built_in varchar(64) unique,
  title_en varchar(200) not null,
  title_fr varchar(200) not null,
  description_en varchar(4000) not null,
  description_fr varchar(4000) not null,
  visibility varchar(16) not null,
  tenant uuid,
  course uuid,
  maintainer varchar(200) not null,
  join_code varchar(20) not null unique,
  version integer not null,
  usual_millis bigint not null,
  made timestamp with time zone not null
);

create table environment_version (
  id uuid primary key,
  environment uuid not null references environment (id),
  number integer not null,
  interface varchar(16) not null,
  image varchar(512) not null,
  command varchar(4000) not null,
  port integer not null,
  start_path varchar(512) not null,
  cpus double precision not null,
  memory_mib bigint not null,
  processes bigint not null,
  shared_memory_mib bigint not null,
  home varchar(16) not null,
  mount_path varchar(512) not null,
  idle_minutes integer,
  lifetime_minutes integer,
  network varchar(16) not null,
  made timestamp with time zone not null,
  unique (environment, number)
);

create table role_override (
  id uuid primary key,
  version uuid not null references environment_version (id),
  role varchar(16) not null,
  image varchar(512),
  command varchar(4000),
  cpus double precision,
  memory_mib bigint,
  unique (version, role)
);

create table environment_variable (
  id uuid primary key,
  version uuid not null references environment_version (id),
  role varchar(16) not null,
  name varchar(128) not null,
  content varchar(4000) not null,
  secret boolean not null,
  unique (version, role, name)
);

create table linked_activity (
  activity uuid not null,
  environment uuid not null references environment (id),
  course uuid not null,
  primary key (activity, environment)
);

create table home (
  id uuid primary key,
  person uuid not null,
  scope varchar(128) not null,
  volume varchar(64) not null unique,
  settled boolean not null,
  made timestamp with time zone not null,
  unique (person, scope)
);

create table session (
  id uuid primary key,
  session_key varchar(200) not null unique,
  name varchar(40) not null unique,
  person uuid not null,
  tenant uuid not null,
  course uuid,
  environment uuid not null references environment (id),
  environment_version integer not null,
  activity uuid,
  role varchar(16) not null,
  language varchar(16) not null,
  state varchar(16) not null,
  since timestamp with time zone not null,
  generation integer not null,
  events bigint not null,
  attempts integer not null,
  queued timestamp with time zone not null,
  claimed_until timestamp with time zone,
  home uuid,
  container varchar(128),
  address varchar(64),
  port integer not null,
  open_path varchar(1024),
  ancestors varchar(2048) not null,
  token_hash varchar(64),
  reason varchar(64),
  reason_detail varchar(8000),
  ready_at timestamp with time zone,
  last_input timestamp with time zone,
  last_active timestamp with time zone,
  memory_ran_out timestamp with time zone
);
create index session_person on session (person);
create index session_state on session (state);
create index session_container on session (container);

create table start_event (
  session uuid not null references session (id),
  generation integer not null,
  sequence bigint not null,
  at timestamp with time zone not null,
  state varchar(16) not null,
  facts varchar(10000) not null,
  primary key (session, generation, sequence)
);

create table entry_ticket (
  hash varchar(64) primary key,
  session uuid not null references session (id),
  person uuid not null,
  role varchar(16) not null,
  course uuid,
  ends timestamp with time zone not null
);
create index entry_ticket_ends on entry_ticket (ends);

create table entry_pass (
  hash varchar(64) primary key,
  session uuid not null references session (id),
  person uuid not null,
  role varchar(16) not null,
  course uuid,
  made timestamp with time zone not null
);
create index entry_pass_session on entry_pass (session);
create index entry_pass_person on entry_pass (person, course);

create table lease (
  name varchar(64) primary key,
  holder uuid not null,
  until timestamp with time zone not null
);
