-- Which image the present start uses, by the engine's own id; and the one that it must use, where its
-- owner asked for the last version that worked.
alter table session add column image varchar(128);
alter table session add column pinned_image varchar(128);

-- What last reached its interface.
alter table session add column good_version integer;
alter table session add column good_image varchar(128);
alter table session add column good_at timestamp with time zone;

-- How far each pull under way is, told by the instance that waits for it.
create table image_pull (
  image varchar(700) primary key,
  bytes bigint not null,
  total bigint not null,
  at timestamp with time zone not null
);
