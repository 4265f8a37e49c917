create table thing (
  id uuid primary key,
  name varchar(100) not null,
  story text,
  pieces integer,
  weight double precision,
  price numeric(12, 2),
  whole boolean not null,
  made timestamp with time zone
);

create table action (
  number bigint generated always as identity primary key,
  thing uuid not null references thing (id),
  what varchar(100) not null
);

insert into thing (id, name, whole) values ('00000000-0000-0000-0000-000000000001', 'laid by the migration', true);
