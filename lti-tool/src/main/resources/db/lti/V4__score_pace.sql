create table score_pace (
  registration uuid primary key references registration (id),
  last_post timestamp with time zone not null,
  posts integer not null
);
