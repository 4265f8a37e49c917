create table grade_outbox (
  id uuid primary key,
  line_item uuid not null references line_item (id),
  person uuid not null references person (id),
  decided bigint not null,
  points double precision,
  maximum double precision not null,
  comment_text varchar(4000) not null,
  step varchar(16) not null,
  since timestamp with time zone not null,
  detail varchar(100) not null,
  queued timestamp with time zone not null,
  attempts integer not null,
  conflicts integer not null,
  next_attempt timestamp with time zone not null,
  leased_until timestamp with time zone,
  last_stamp timestamp with time zone,
  ever_sent boolean not null,
  constraint grade_outbox_once unique (line_item, person)
);
create index grade_outbox_due on grade_outbox (step, next_attempt);
