alter table resource_link add column roster_tried timestamp with time zone;
alter table resource_link add column roster_complete timestamp with time zone;

create table link_member (
  resource_link uuid not null references resource_link (id),
  person uuid not null references person (id),
  primary key (resource_link, person)
);
