-- What was agreed with a platform: the messages that it answered, where it registers tools, and what
-- of people a tenant wants to know.
alter table registration add column messages varchar(1000) default '' not null;
alter table registration add column registration_endpoint varchar(2000);
alter table tenant add column wants_names boolean default true not null;
alter table tenant add column wants_emails boolean default false not null;
alter table invitation add column wants_names boolean default true not null;
alter table invitation add column wants_emails boolean default false not null;

-- What a platform said when it registered a client again; an administrator confirms it or drops it.
create table registration_change (
  registration uuid primary key references registration (id),
  fingerprint varchar(64) not null,
  authorization_endpoint varchar(2000) not null,
  token_endpoint varchar(2000) not null,
  token_audience varchar(2000) not null,
  jwks_url varchar(2000) not null,
  registration_endpoint varchar(2000) not null,
  scopes varchar(2000) not null,
  messages varchar(1000) not null,
  deployment varchar(255),
  product_family varchar(100) not null,
  product_version varchar(100) not null,
  asked_by varchar(255) not null,
  asked timestamp with time zone not null
);
