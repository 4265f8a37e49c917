alter table thing add column colour varchar(20);
