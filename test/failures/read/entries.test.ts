import { checkModel } from '../../../lib/failures';
import { readFixture } from '../support/fixture';
import { courseOf, lose } from '../support/outcome';
import { poolOf, readSmall } from '../support/small-site';

describe('a distribution with two origins in a group', () => {
  const { model, findings } = readFixture('origin-group');
  const course = (group: string, service: string): unknown => courseOf(lose(model, group), service);

  test('is well formed', () => {
    expect(() => {
      checkModel(model);
    }).not.toThrow();
  });

  test('sends a GET to the second origin, and no POST', () => {
    const first = 'origin first.example.com';
    expect([course(first, 'GET'), course(first, 'POST')]).toEqual([
      ['UP', 'UP', 'UP', 0],
      ['DOWN', 'DOWN', 'DOWN', undefined],
    ]);
  });

  test('does not need its second origin', () => {
    expect(course('origin second.example.com', 'GET')).toEqual(['UP', 'UP', 'UP', 0]);
  });

  test.each(['origin-group/Acl', 'origin-group/Certificate', 'CloudFront', 'origin-group/Distribution'])(
    'is down without %s',
    (group) => {
      expect(course(group, 'GET')).toEqual(['DOWN', 'DOWN', 'DOWN', undefined]);
    },
  );

  test('tells that its origins and its names are elsewhere, and for how long an answer is waited', () => {
    expect(findings.filter(({ code }) => code === 'ASSUMED').map(({ where }) => where)).toEqual([
      'first.example.com',
      'second.example.com',
      'origin-group/Distribution',
      'origin-group/Distribution',
    ]);
  });
});

test('sends requests of a path to the origin of the first pattern that fits', () => {
  const services = [{ id: 'file', method: 'GET' as const, path: '/files/a.css' }];
  const { model } = readFixture('origin-group', { services });
  expect([courseOf(lose(model, 'origin-group/Static'), 'file'), courseOf(lose(model, 'eu-west-1'), 'file')]).toEqual([
    ['DOWN', 'DOWN', 'DOWN', undefined],
    ['DOWN', 'DOWN', 'DOWN', undefined],
  ]);
});

test('leaves a service unread whose method the behavior does not take', () => {
  const services = [{ id: 'write', method: 'POST' as const, path: '/files/a.css' }];
  expect(readFixture('origin-group', { services }).unread.map(({ because }) => because.means)).toEqual([
    'it takes no POST of this path',
  ]);
});

describe('a name with failover records', () => {
  const { model } = readFixture('failover-records');

  test('is one entry', () => {
    expect(model.services.map(({ id }) => id)).toEqual(['GET', 'POST']);
  });

  test('leads to the second one after the failed checks, the TTL and the client', () => {
    expect(courseOf(lose(model, 'failover-records/ServerOne'), 'POST')).toEqual(['DOWN', 'UP', 'UP', 105]);
  });

  test('is not found without its hosted zone', () => {
    expect(courseOf(lose(model, 'failover-records/Zone'), 'POST')).toEqual(['DOWN', 'DOWN', 'DOWN', undefined]);
  });

  test('does not need the control plane of Route 53', () => {
    expect(courseOf(lose(model, 'us-east-1#route53'), 'POST')).toEqual(['UP', 'UP', 'UP', 0]);
  });
});

describe('a chain that is declared', () => {
  const services = [{ id: 'page', method: 'POST' as const, chain: ['id:Servers'] }];

  test('ends where it ends', () => {
    const { model } = readSmall({}, { services });
    expect(model.pools.map(({ id }) => id).filter((id) => id.includes('Database'))).toEqual([]);
  });

  test('names resources of the templates', () => {
    expect(() =>
      readSmall({}, { services: [{ ...services[0], id: 'page', method: 'POST', chain: ['id:Server'] }] }),
    ).toThrow(/services\[0\]\.chain\[0\]: must name a resource .+ near are 'id:Servers'.* \[ObjectivesSelectorEmpty\]/);
  });
});

test('an entry that is declared is followed although there are others', () => {
  const { unread } = readFixture('failover-records', { services: [{ id: 'page', method: 'GET', entry: 'id:Two' }] });
  expect(unread).toEqual([]);
});

test('what several zones refer to is one group, what one zone has alone is none', () => {
  const { model } = readSmall();
  const ids = model.groups.filter(({ kind }) => kind === 'shared').map(({ id }) => id);
  expect([ids.includes('Site/ServerGroup'), ids.includes('Site/Vpc'), ids.includes('Site/Reader')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a pool of services that need the same of it is one', () => {
  const { model } = readSmall();
  expect(poolOf(model, 'Site/Targets').members).toHaveLength(4);
  expect(model.pools.filter(({ id }) => id.startsWith('Site/Targets'))).toHaveLength(1);
});
