-- Who besides its owner is in one run of a session, and the codes that invite; codes are hashes.
create table session_guest (
  id uuid primary key,
  session uuid not null references session (id),
  generation integer not null,
  person uuid not null,
  reason varchar(1000) not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  unique (session, person)
);
create index session_guest_until on session_guest (until);

create table session_invitation (
  hash varchar(64) primary key,
  session uuid not null references session (id),
  generation integer not null,
  stay_minutes integer not null,
  ends timestamp with time zone not null,
  person uuid
);
create index session_invitation_session on session_invitation (session);
create index session_invitation_ends on session_invitation (ends);

-- A guest's pass is worth what the guest's row is.
alter table entry_ticket add column guest boolean default false not null;
alter table entry_pass add column guest boolean default false not null;

-- Where sessions have a port each instead of a name: whose it is, or was last.
create table session_port (
  port integer primary key,
  session uuid not null unique references session (id),
  since timestamp with time zone not null,
  uses integer not null
);
