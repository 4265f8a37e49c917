alter table assignment add column late_percent integer default 0 not null;
alter table assignment add column most_bytes_a_file bigint;
alter table assignment add column most_bytes bigint;
alter table assignment add column group_work boolean default false not null;
alter table assignment add column hosted varchar(32) unique;

alter table git_token add column hosted boolean default false not null;

create table course_group (
  id uuid primary key,
  course uuid not null,
  name varchar(100) not null,
  unique (course, name)
);

create table group_member (
  id uuid primary key,
  course_group uuid not null references course_group,
  course uuid not null,
  person uuid not null,
  unique (course, person)
);
create index group_member_group on group_member (course_group);

create table group_grader (
  id uuid primary key,
  course_group uuid not null references course_group,
  course uuid not null,
  person uuid not null,
  unique (course_group, person)
);
create index group_grader_person on group_grader (course, person);
