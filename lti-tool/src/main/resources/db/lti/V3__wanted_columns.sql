alter table resource_link add column grade_scopes varchar(1000) default '' not null;

create table wanted_column (
  course uuid not null references course (id),
  resource varchar(255) not null,
  tag varchar(255) not null,
  line_item uuid references line_item (id),
  claim uuid,
  claimed_until timestamp with time zone,
  primary key (course, resource, tag)
);
