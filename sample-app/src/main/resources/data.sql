insert into product (id, name, category, price_cents, stock, description)
select
  x,
  decode(mod(x, 4), 0, 'Green tea', 1, 'Black tea', 2, 'Coffee', 'Cocoa') || ' no. ' || x,
  decode(mod(x, 4), 0, 'tea', 1, 'tea', 2, 'coffee', 'cocoa'),
  300 + 25 * mod(x * 7, 40),
  100,
  'Grown slowly on a small estate, picked by hand and packed within a week. '
    || 'Keep it dry, cool and away from light; once opened it stays fresh for two months. Lot ' || x || '.'
from system_range(1, 60);

insert into review (id, product_id, stars, comment)
select
  x,
  1 + mod(x, 60),
  1 + mod(x * 3, 5),
  'Customer ' || x || ' would ' || decode(mod(x, 3), 0, 'not ', '') || 'buy it again.'
from system_range(1, 300);
