create table product (
  id bigint primary key,
  name varchar(80) not null,
  category varchar(40) not null,
  price_cents int not null,
  stock int not null,
  description varchar(400) not null
);

create table review (
  id bigint primary key,
  product_id bigint not null references product (id),
  stars int not null,
  comment varchar(200) not null
);

create table purchase (
  id bigint generated always as identity primary key,
  product_id bigint not null references product (id),
  quantity int not null,
  status varchar(20) not null
);

create alias slowly for "com.example.shop.catalog.SlowFunction.slowly";
