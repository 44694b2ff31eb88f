import { withHostedZones } from '../../../lib/local/localize/hosted-zones';
import type { JsonObject } from '../../../lib/template';
import { frozen } from './support/stacks';

const ZONE = 'Z0123456789ABCDEFGHIJ';
const record = (Name: string, HostedZoneId: string | JsonObject = ZONE) => ({
  Type: 'AWS::Route53::RecordSet',
  DependsOn: ['Distribution'],
  Properties: { Name, Type: 'A', HostedZoneId },
});

/** The resources, and the ids of the zones that were added. */
function localized(resources: Readonly<Record<string, JsonObject>>) {
  const result = withHostedZones(frozen(resources));
  return { result, zones: Object.keys(result).filter((id) => !Object.hasOwn(resources, id)) };
}

test('a record gets a zone of its name, and everything else of it stays', () => {
  const { result, zones } = localized({ Record: record('tickets.example.jp.') });
  const [zone = ''] = zones;
  expect(zone).toMatch(/^LocalHostedZone[0-9a-f]{16}$/);
  expect(result).toStrictEqual({
    [zone]: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'tickets.example.jp.' } },
    Record: {
      Type: 'AWS::Route53::RecordSet',
      DependsOn: ['Distribution'],
      Properties: { Name: 'tickets.example.jp.', Type: 'A', HostedZoneId: { Ref: zone } },
    },
  });
});

test('records of one zone share it, those of two do not', () => {
  expect(localized({ A: record('a.'), AAAA: record('a.') }).zones).toHaveLength(1);
  expect(localized({ A: record('a.'), B: record('b.', 'ZOTHER') }).zones).toHaveLength(2);
});

test('a zone is named after the domain that holds all its records', () => {
  const { result, zones } = localized({ A: record('www.tickets.example.jp.'), B: record('api.tickets.example.jp') });
  expect(zones.map((id) => result[id]?.['Properties'])).toStrictEqual([{ Name: 'tickets.example.jp.' }]);
});

test.each<[string, JsonObject]>([
  ['a record whose zone the template makes', record('a.', { Ref: 'Zone' })],
  ['a record that names its zone', { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneName: 'a.' } }],
  ['what is no record', { Type: 'AWS::CloudFront::Distribution', Properties: { HostedZoneId: ZONE } }],
])('%s stays', (_, resource) => {
  expect(localized({ Resource: resource })).toStrictEqual({ result: { Resource: resource }, zones: [] });
});
