create table tenant (
  id uuid primary key,
  name varchar(255) not null,
  created timestamp with time zone not null
);

create table registration (
  id uuid primary key,
  tenant uuid not null references tenant (id),
  name varchar(255) not null,
  issuer varchar(1000) not null,
  client_id varchar(255) not null,
  authorization_endpoint varchar(2000) not null,
  token_endpoint varchar(2000) not null,
  token_audience varchar(2000) not null,
  jwks_url varchar(2000) not null,
  algorithms varchar(100) not null,
  trusted_audiences varchar(2000) not null,
  service_hosts varchar(2000) not null,
  scopes varchar(2000) not null,
  status varchar(16) not null,
  product_family varchar(100) not null,
  product_version varchar(100) not null,
  adopts_deployments boolean not null,
  created_by varchar(255) not null,
  created timestamp with time zone not null,
  constraint registration_once unique (issuer, client_id)
);

create table deployment (
  id uuid primary key,
  registration uuid not null references registration (id),
  deployment_id varchar(255) not null,
  tenant uuid not null references tenant (id),
  active boolean not null,
  plain_role_wins boolean not null,
  platform_guid varchar(255),
  created timestamp with time zone not null,
  constraint deployment_once unique (registration, deployment_id)
);

create table tool_key (
  kid varchar(64) primary key,
  registration uuid references registration (id),
  public_jwk varchar(4000) not null,
  sealed_private varchar(8000) not null,
  created timestamp with time zone not null,
  signs_from timestamp with time zone not null,
  withdrawn timestamp with time zone
);

create table state_key (
  period bigint primary key,
  sealed varchar(200) not null,
  expires timestamp with time zone not null
);

create table consumed_nonce (
  registration uuid not null,
  nonce_hash varchar(64) not null,
  expires timestamp with time zone not null,
  primary key (registration, nonce_hash)
);
create index consumed_nonce_expires on consumed_nonce (expires);

create table invitation (
  id uuid primary key,
  code_hash varchar(64) not null unique,
  approve boolean not null,
  tenant uuid references tenant (id),
  created_by varchar(255) not null,
  created timestamp with time zone not null,
  expires timestamp with time zone not null,
  claimed timestamp with time zone,
  registration uuid references registration (id)
);

create table person (
  id uuid primary key,
  tenant uuid not null references tenant (id),
  registration uuid not null references registration (id),
  sub varchar(255) not null,
  name varchar(255) not null,
  given_name varchar(255),
  family_name varchar(255),
  email varchar(320),
  suspended boolean not null,
  created timestamp with time zone not null,
  last_seen timestamp with time zone,
  constraint person_once unique (registration, sub)
);

create table course (
  id uuid primary key,
  tenant uuid not null references tenant (id),
  registration uuid not null references registration (id),
  deployment uuid not null references deployment (id),
  context_id varchar(255) not null,
  label varchar(255) not null,
  title varchar(255) not null,
  memberships_url varchar(2000),
  lineitems_url varchar(2000),
  roster_tried timestamp with time zone,
  roster_complete timestamp with time zone,
  created timestamp with time zone not null,
  constraint course_once unique (deployment, context_id)
);

create table membership (
  course uuid not null references course (id),
  person uuid not null references person (id),
  launched_role varchar(16),
  launched timestamp with time zone,
  was_staff boolean not null,
  proven_editor boolean not null,
  roster_role varchar(16),
  enrolled boolean not null,
  delegated_role varchar(16),
  primary key (course, person)
);

create table resource_link (
  id uuid primary key,
  deployment uuid not null references deployment (id),
  link_id varchar(255) not null,
  course uuid references course (id),
  title varchar(255) not null,
  created timestamp with time zone not null,
  constraint resource_link_once unique (deployment, link_id)
);

create table line_item (
  id uuid primary key,
  registration uuid not null references registration (id),
  course uuid not null references course (id),
  resource_link uuid references resource_link (id),
  url varchar(2000) not null,
  url_hash varchar(64) not null,
  scopes varchar(1000) not null,
  created timestamp with time zone not null,
  constraint line_item_once unique (registration, url_hash)
);

create table held_launch (
  code_hash varchar(64) primary key,
  sealed varchar(400000) not null,
  expires timestamp with time zone not null
);

create table deep_linking (
  id uuid primary key,
  registration uuid not null references registration (id),
  deployment uuid not null references deployment (id),
  course uuid references course (id),
  person uuid not null references person (id),
  visit uuid,
  return_url varchar(4000) not null,
  data varchar(140000),
  accepts_links boolean not null,
  accept_multiple boolean not null,
  accept_lineitem boolean not null,
  created timestamp with time zone not null,
  expires timestamp with time zone not null,
  answered timestamp with time zone
);
