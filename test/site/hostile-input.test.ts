import { formatFault } from '../../lib/errors';
import { standardConfig } from '../support/test-site';
import { faultsOf, withField } from './support';

class Config {
  readonly name = 'test-site';
}

function cyclic(): unknown {
  const config: Record<string, unknown> = { ...standardConfig };
  config.network = { inspection: config };
  return config;
}

/** Objects in objects, made while they are read, without an end. */
function bottomless(): object {
  return new Proxy(
    {},
    {
      ownKeys: () => ['inner'],
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
      get: bottomless,
    },
  );
}

function throwing(): object {
  return Object.defineProperty({}, 'name', {
    enumerable: true,
    get() {
      throw new Error('nobody may read this');
    },
  });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('a configuration that is', () => {
  test.each([
    ['nothing', undefined, 'FieldMissing'],
    ['null', null, 'TypeInvalid'],
    ['a text', 'ticket-agency', 'TypeInvalid'],
    ['a number', 5, 'TypeInvalid'],
    ['a bigint', 5n, 'NotPlainData'],
    ['a symbol', Symbol('site'), 'NotPlainData'],
    ['a function', () => standardConfig, 'NotPlainData'],
    ['a list', [standardConfig], 'TypeInvalid'],
    ['a date', new Date(0), 'NotPlainData'],
    ['a map', new Map(), 'NotPlainData'],
    ['an instance of a class', new Config(), 'NotPlainData'],
    ['a promise', Promise.resolve(standardConfig), 'NotPlainData'],
    ['a revoked proxy', revoked(), 'NotPlainData'],
    ['an object that throws', throwing(), 'NotPlainData'],
  ])('%s is refused as a whole', (_, config, code) => {
    expect(faultsOf(config)).toMatchObject([{ path: 'site', code }]);
  });
});

describe('a field that is', () => {
  test.each([
    ['a symbol', Symbol('x')],
    ['a function', () => 'platform'],
    ['a bigint', 5n],
    ['a date', new Date(0)],
    ['a regular expression', /x/],
    ['a typed array', new Uint8Array(4)],
  ])('%s is named as no plain data, once', (_, value) => {
    const config = { ...standardConfig, owner: value };
    expect(faultsOf(config)).toMatchObject([{ path: 'owner', code: 'NotPlainData' }]);
  });

  test('null is not taken for left out', () => {
    expect(faultsOf({ ...standardConfig, edge: null })).toMatchObject([
      { path: 'edge', code: 'TypeInvalid', got: 'null' },
    ]);
  });

  test('undefined is taken for left out', () => {
    expect(faultsOf({ ...standardConfig, edge: undefined, standards: undefined })).toEqual([]);
  });

  test('undefined in a list is a fault', () => {
    expect(faultsOf(withField('operations.contacts', [undefined]))).toMatchObject([
      { path: 'operations.contacts[0]', code: 'FieldMissing' },
    ]);
  });
});

describe('an input without an end', () => {
  test('that contains itself is refused where it does', () => {
    expect(faultsOf(cyclic())).toMatchObject([{ path: 'network.inspection', code: 'NotPlainData', got: 'a cycle' }]);
  });

  test('that is made while it is read is refused at a depth', () => {
    expect(faultsOf({ ...standardConfig, network: bottomless() }).map(({ code }) => code)).toContain('InputTooLarge');
  });

  test('with too many values is refused', () => {
    let doubled: unknown = 'x';
    for (let level = 0; level < 9; level += 1) {
      doubled = Array.from({ length: 10 }, () => doubled);
    }
    expect(faultsOf({ ...standardConfig, network: doubled }).map(({ code }) => code)).toContain('InputTooLarge');
  });

  test('with a list of a thousand million entries is refused at once', () => {
    expect(faultsOf(withField('operations.contacts', new Array(1e9)))).toMatchObject([
      { path: 'operations.contacts', code: 'InputTooLarge' },
    ]);
  });

  test('with a text of a million characters is refused and not shown', () => {
    const faults = faultsOf(withField('owner', 'x'.repeat(1e6)));
    expect(faults.map(formatFault).join('').length).toBeLessThan(200);
  });
});

describe('a configuration of the greatest size', () => {
  test.each([
    ['credentials', Array.from({ length: 10_000 }, () => 'password: hunter2')],
    ['ranges listed twice', Array.from({ length: 10_000 }, () => '203.0.113.0/24')],
    ['ranges that are none', Array.from({ length: 10_000 }, () => 'x'.repeat(4000))],
  ])('full of %s is refused within a second', (_, blockedCidrs) => {
    const config = { ...standardConfig, edge: { blockedCidrs } };
    const start = performance.now();
    const faults = faultsOf(config);
    expect([faults.length > 1000, performance.now() - start < 1000]).toEqual([true, true]);
  });
});

describe('a key of an object prototype', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused at the top', (key) => {
    const config: unknown = JSON.parse(JSON.stringify(standardConfig).replace('{', `{"${key}":{"polluted":true},`));
    expect(faultsOf(config)).toMatchObject([{ path: 'site', code: 'FieldForbidden' }]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused at every depth', (key) => {
    const release: unknown = JSON.parse(`{"directory":"/srv","start":"node server.mjs","${key}":{"polluted":true}}`);
    const config = withField('owner', 'platform') as { tiers: { web: Record<string, unknown> } };
    config.tiers.web.release = release;
    expect(faultsOf(config)).toMatchObject([{ path: 'tiers.web.release', code: 'FieldForbidden' }]);
  });

  test('leaves the prototype of all objects as it was', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    faultsOf(JSON.parse('{"__proto__":{"polluted":true},"regions":{"__proto__":{"polluted":true}}}'));
    expect([Object.getOwnPropertyNames(Object.prototype).join(), 'polluted' in {}]).toEqual([before, false]);
  });
});

describe('a text with', () => {
  test.each([
    ['a NUL', 'plat\0form'],
    ['a byte order mark', '\ufeffplatform'],
    ['a change of direction', 'plat\u202eform'],
    ['a character without width', 'plat\u200bform'],
    ['half a surrogate pair', 'plat\ud800form'],
    ['a line break', 'plat\nform'],
    ['a line separator', 'plat\u2028form'],
  ])('%s is refused and shown in escaped form', (_, owner) => {
    const [fault] = faultsOf({ ...standardConfig, owner });
    expect(fault).toMatchObject({
      path: 'owner',
      code: 'TextUnsafe',
      got: expect.stringMatching(/^'[\x20-\x7e]+'$/) as string,
    });
  });

  test('Japanese letters is taken as it is', () => {
    expect(faultsOf({ ...standardConfig, owner: '基盤チーム' })).toEqual([]);
  });
});

describe('an unknown field', () => {
  test.each([
    ['nmae', 'nmae', "did you mean 'name'?"],
    ['regions.primry', 'regions.primry', "did you mean 'primary'?"],
    ['tiers.web.minInstance', 'tiers.web.minInstance', "did you mean 'minInstances'?"],
    ['operations.adminSource', 'operations.adminSource', "did you mean 'adminSources'?"],
    ['edge.waf', 'edge.waf', 'remove it, or use one of: countOnly, requestsPerSource, salesUrls'],
    ['a field', "['a field']", 'remove it, or use one of'],
  ])('%s is refused with a proposal', (field, path, hint) => {
    const [fault] = faultsOf(withField(field, 1));
    expect(fault).toMatchObject({ path, code: 'FieldUnknown', hint: expect.stringContaining(hint) as string });
  });
});

describe('what must not be shown', () => {
  test('is kept out of every other fault of its field', () => {
    const config = withField('tiers.web.release', 'password: hunter2');
    expect(faultsOf(config)).toMatchObject([{ path: 'tiers.web.release', code: 'SecretInConfig' }]);
  });

  test('is kept out of the name of a field', () => {
    const config = { ...standardConfig, [['AKIA', 'IOSFODNN7EXAMPLE'].join('')]: 1 };
    expect(faultsOf(config).map(formatFault).join('\n')).not.toContain('AKIA');
  });

  test('is not the value of database.secret, which may be a password by mistake', () => {
    const faults = faultsOf(withField('database.secret', 'hunter2'));
    expect(faults.map(formatFault)).toEqual([
      "database.secret: must be one of 'managed', 'generated'; use one of them [ChoiceInvalid]",
    ]);
  });
});
