import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { declaredIn, mergeDeclared, METADATA_KEY, parseDeclared, readDeclared } from '../../../lib/failures';
import { smallSite } from '../support/small-site';

const WHOLE = {
  services: [
    {
      id: 'buy',
      label: 'Purchase',
      method: 'POST',
      entry: 'id:Entry',
      path: '/buy',
      chain: ['path:**/Web/**', ['id:App', 'tag:tier=app']],
      egress: [{ from: 'id:App', to: 'partner:centre' }],
      peakPerSecond: 100,
      onSalePerSecond: 2000.5,
    },
    { id: 'look', method: 'GET', reads: 'reader' },
  ],
  tiers: [{ of: 'id:App', requestsPerSecond: 50, connections: 10, healthCheck: ['id:Database'] }],
  databases: [
    {
      of: { all: ['type:AWS::RDS::DBCluster', 'tag:tier=data'] },
      requestsPerSecond: 'unlimited',
      maxConnections: 1000,
    },
  ],
  balancers: [{ of: 'id:Entry', requestsPerSecond: 'unlimited' }],
  partners: [{ name: 'centre', lines: [{ connection: 'id:LineOne', line: '1', gateway: 'A' }] }],
  runbooks: [{ id: 'restore', on: ['region-lost'], does: ['restore-region'], seconds: 900, region: 'eu-central-1' }],
  objectives: { zoneSeconds: 120, dataLossSeconds: 0 },
  clientRecoverySeconds: 10,
  unneeded: ['id:Sessions*'],
};

test('takes everything that can be declared', () => {
  expect(parseDeclared(WHOLE)).toBe(WHOLE);
});

test.each<[string, unknown, string]>([
  [
    'an unknown field',
    { tier: [] },
    "objectives tier: must be a known field; did you mean 'tiers'? [ObjectivesFieldUnknown]",
  ],
  [
    'an unknown field of a service',
    { services: [{ id: 'a', method: 'GET', peak: 1 }] },
    'objectives services[0].peak: must be a known field; remove it, or use one of: id, label, method, entry, path, chain, reads, egress, peakPerSecond, onSalePerSecond, openSeconds, availabilityPercent [ObjectivesFieldUnknown]',
  ],
  [
    'a list that is none',
    { services: {} },
    'objectives services: must be a list, got an object; write a list [ObjectivesTypeInvalid]',
  ],
  [
    'another method',
    { services: [{ id: 'a', method: 'PUT' }] },
    "objectives services[0].method: must be one of 'GET', 'POST', got 'PUT'; use one of them [ObjectivesChoiceInvalid]",
  ],
  [
    'no time',
    { clientRecoverySeconds: 0 },
    'objectives clientRecoverySeconds: must be at least 1, got 0; write at least 1 [ObjectivesNumberInvalid]',
  ],
  [
    'half a second',
    { clientRecoverySeconds: 1.5 },
    'objectives clientRecoverySeconds: must be a whole number, got 1.5; write a whole number [ObjectivesTypeInvalid]',
  ],
  [
    'a promise of everything',
    { services: [{ id: 'a', method: 'GET', availabilityPercent: 100 }] },
    'objectives services[0].availabilityPercent: must be less than 100, got 100; write less than 100 [ObjectivesNumberInvalid]',
  ],
  [
    'a word that is no selector',
    { tiers: [{ of: 'name:App' }] },
    "objectives tiers[0].of: must begin with a word of selectors, got 'name:App'; use one of internet, site, service, id, path, type, kind, tag, group, subnet, vpc, zone, cidr [PolicySelectorInvalid]",
  ],
  [
    'a writer that is read',
    { services: [{ id: 'a', method: 'POST', reads: 'reader' }] },
    "objectives services[0].reads: must be 'writer' for a service that writes, got 'reader'; only a GET may be read by the reader endpoint [ObjectivesReadsInvalid]",
  ],
  [
    'a name twice',
    {
      services: [
        { id: 'a', method: 'GET' },
        { id: 'a', method: 'POST' },
      ],
    },
    "objectives services[1].id: must be a name of its own, got 'a'; services[0] has it too: rename one of them [ObjectivesNameRepeated]",
  ],
  [
    'a partner that nobody declared',
    { services: [{ id: 'a', method: 'GET', egress: [{ from: 'id:App', to: 'partner:x' }] }] },
    "objectives services[0].egress[0].to: must name a partner that is declared, got 'partner:x'; declare it under 'partners' [ObjectivesEgressInvalid]",
  ],
  [
    'a restore to nowhere',
    { runbooks: [{ id: 'a', on: ['region-lost'], does: ['restore-region'], seconds: 1 }] },
    'objectives runbooks[0].region: must be given for restore-region; name the Region in which the site is restored [ObjectivesFieldMissing]',
  ],
])('refuses %s', (_, value, message) => {
  expect(() => parseDeclared(value)).toThrow(message);
});

test('tells every fault at once', () => {
  expect(() => parseDeclared({ tier: [], clientRecoverySeconds: 0 })).toThrow(
    /FieldUnknown[^]+NumberInvalid|NumberInvalid[^]+FieldUnknown/,
  );
});

describe('a file', () => {
  const write = (name: string, text: string): string => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'objectives-')), name);
    writeFileSync(file, text);
    return file;
  };

  test('may be YAML', () => {
    expect(readDeclared(write('site.yaml', 'clientRecoverySeconds: 5\n'))).toEqual({ clientRecoverySeconds: 5 });
  });

  test('tells line and column of a fault', () => {
    expect(() => readDeclared(write('site.yaml', 'objectives:\n  zoneSeconds: soon\n'))).toThrow(
      /site\.yaml:2:3 objectives\.zoneSeconds: must be a number, got 'soon'; .+ \[ObjectivesTypeInvalid\]/,
    );
  });

  test.each([
    ['site.toml', 'x', /must end in one of .+ \[ObjectivesFormatUnknown\]/],
    ['site.yaml', 'a: b: c', /:1:\d+: must be readable YAML or JSON.+ \[ObjectivesUnreadable\]/],
  ])('is refused when it cannot be read: %s', (name, text, message) => {
    expect(() => readDeclared(write(name, text))).toThrow(message);
  });

  test('is refused when there is none', () => {
    expect(() => readDeclared('/nowhere/site.yaml')).toThrow(/\[ObjectivesNotFound\]/);
  });
});

describe('the metadata of templates', () => {
  test('declares as a file does', () => {
    const model = smallSite({}, { [METADATA_KEY]: { clientRecoverySeconds: 5 } });
    expect(declaredIn(model)).toEqual({ clientRecoverySeconds: 5 });
  });

  test('names the stack of a fault', () => {
    const model = smallSite({}, { [METADATA_KEY]: { clientRecoverySeconds: 'x' } });
    expect(() => declaredIn(model)).toThrow(/^Site Metadata\.Honmaru clientRecoverySeconds: must be a number/);
  });
});

describe('two declarations', () => {
  test('are put together', () => {
    const first = parseDeclared({ services: [{ id: 'a', method: 'GET' }], clientRecoverySeconds: 5 });
    const second = parseDeclared({ services: [{ id: 'b', method: 'GET' }], clientRecoverySeconds: 5 });
    expect(mergeDeclared(first, second, 'file')).toEqual({
      services: [
        { id: 'a', method: 'GET' },
        { id: 'b', method: 'GET' },
      ],
      clientRecoverySeconds: 5,
    });
  });

  test('must not contradict each other', () => {
    expect(() => mergeDeclared({ clientRecoverySeconds: 5 }, { clientRecoverySeconds: 6 }, 'file')).toThrow(
      /^file: clientRecoverySeconds: must be the same wherever it is declared; .+ \[ObjectivesContradicting\]$/,
    );
  });

  test('must not name two things alike', () => {
    const one = parseDeclared({ services: [{ id: 'a', method: 'GET' }] });
    expect(() => mergeDeclared(one, one, 'file')).toThrow(/\[ObjectivesNameRepeated\]/);
  });
});
