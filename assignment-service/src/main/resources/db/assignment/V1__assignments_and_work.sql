create table assignment (
  id uuid primary key,
  tenant uuid not null,
  course uuid not null,
  material varchar(32) not null unique,
  folder varchar(80) not null,
  title varchar(255) not null,
  instructions varchar(100000) not null,
  environment uuid,
  points integer,
  opens timestamp with time zone,
  due timestamp with time zone,
  cut_off timestamp with time zone,
  grace_seconds integer not null,
  required_files varchar(4000) not null,
  ignored_paths varchar(4000) not null,
  grades_held boolean not null,
  grade_column uuid,
  created timestamp with time zone not null,
  created_by uuid not null
);
create index assignment_course on assignment (course);

create table handout_version (
  id uuid primary key,
  assignment uuid not null references assignment,
  number integer not null,
  commit_id varchar(40) not null,
  origin varchar(2048) not null,
  published timestamp with time zone not null,
  published_by uuid not null,
  unique (assignment, number)
);

create table student_work (
  id uuid primary key,
  assignment uuid not null references assignment,
  person uuid not null,
  staff boolean not null,
  repository varchar(32) not null unique,
  handed_out integer not null,
  created timestamp with time zone not null,
  opened timestamp with time zone,
  saved timestamp with time zone,
  unique (assignment, person, staff)
);

create table merge_note (
  id uuid primary key,
  work uuid not null references student_work,
  version integer not null,
  place integer not null,
  kind varchar(40) not null,
  path varchar(1000) not null,
  other varchar(1000),
  noted timestamp with time zone not null
);
create index merge_note_work on merge_note (work);

create table submission (
  id uuid primary key,
  work uuid not null references student_work,
  number integer,
  commit_id varchar(40) not null,
  tree_id varchar(40) not null,
  door varchar(16) not null,
  begun timestamp with time zone not null,
  ended timestamp with time zone not null,
  late_seconds bigint not null,
  handout integer not null,
  unique (work, number)
);

create table grade (
  id uuid primary key,
  assignment uuid not null references assignment,
  person uuid not null,
  submission uuid references submission,
  points double precision,
  comment varchar(4000) not null,
  graded timestamp with time zone not null,
  graded_by uuid not null,
  released timestamp with time zone,
  unique (assignment, person)
);

create table git_token (
  id uuid primary key,
  hash varchar(64) not null unique,
  assignment uuid not null references assignment,
  person uuid not null,
  staff boolean not null,
  created timestamp with time zone not null,
  ends timestamp with time zone not null,
  revoked boolean not null
);
create index git_token_person on git_token (assignment, person);

create table reading (
  id uuid primary key,
  submission uuid not null references submission,
  grader uuid not null,
  created timestamp with time zone not null,
  unique (submission, grader)
);

create table lease (
  name varchar(128) primary key,
  holder varchar(64) not null,
  ends timestamp with time zone not null
);
