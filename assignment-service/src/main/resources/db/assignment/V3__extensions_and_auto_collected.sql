create table extension (
  id uuid primary key,
  assignment uuid not null references assignment,
  person uuid,
  course_group uuid references course_group,
  until_when timestamp with time zone not null,
  granted timestamp with time zone not null,
  granted_by uuid not null,
  unique (assignment, person),
  unique (assignment, course_group)
);

create table auto_collected (
  id uuid primary key,
  work uuid not null unique references student_work,
  commit_id varchar(40) not null,
  tree_id varchar(40) not null,
  collected timestamp with time zone not null
);
