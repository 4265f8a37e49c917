alter table membership add column test_person boolean default false not null;
