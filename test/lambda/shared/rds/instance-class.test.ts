import { isWeaker } from '../../../../lambda/shared/rds/instance-class';

test.each([
  ['db.r8g.large', 'db.r8g.large', false],
  ['db.r8g.large', 'db.r8g.xlarge', true],
  ['db.r8g.xlarge', 'db.r8g.large', false],
  ['db.r8g.xlarge', 'db.r8g.2xlarge', true],
  ['db.r8g.4xlarge', 'db.r8g.2xlarge', false],
  ['db.r7g.large', 'db.r8g.large', false],
  ['db.t4g.large', 'db.r8g.large', true],
  ['db.r8g.large', 'db.t4g.large', false],
  ['db.t4g.medium', 'db.t4g.medium', false],
  ['db.t4g.small', 'db.t4g.medium', true],
  ['db.x2iedn.16xlarge', 'db.x2iedn.24xlarge', true],
  ['db.serverless', 'db.serverless', false],
  ['db.serverless', 'db.r8g.large', undefined],
  ['db.r8g.large', 'db.serverless', undefined],
  ['db.r8g.huge', 'db.r8g.large', undefined],
])('%s against %s is %p', (one, other, weaker) => {
  expect(isWeaker(one, other)).toBe(weaker);
});
