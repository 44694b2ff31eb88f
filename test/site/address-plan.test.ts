import fc from 'fast-check';
import { SUBNET_ROLES, planSubnets, subnetSize } from '../../lib/site/address-plan';
import { overlaps, requireCidr, within } from '../../lib/site/input/cidr';

const letters = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 8 });
const zoneLists = letters.map((list) => list.map((letter) => `ap-northeast-1${letter}`));
const prefixes = fc.integer({ min: 16, max: 19 });
const vpcs = fc
  .record({ second: fc.integer({ min: 0, max: 255 }), third: fc.integer({ min: 0, max: 255 }), prefix: prefixes })
  .map(({ second, third, prefix }) => `10.${second}.${third - (third % 2 ** (24 - prefix))}.0/${prefix}`);

describe('a plan of subnets', () => {
  test('cuts a /16 into blocks by the letter of the zone and into roles at fixed places', () => {
    expect(planSubnets('10.0.0.0/16', ['ap-northeast-1c']).map(({ role, cidr }) => `${role} ${cidr}`)).toEqual([
      'barrier-entry 10.0.80.0/24',
      'barrier-egress 10.0.81.0/24',
      'firewall 10.0.82.0/28',
      'dmz 10.0.72.0/22',
      'internal 10.0.64.0/21',
      'data 10.0.76.0/22',
      'attachment 10.0.83.0/28',
    ]);
  });

  test('gives every zone every role once, sorted by zone', () => {
    const plan = planSubnets('10.0.0.0/16', ['us-east-1b', 'us-east-1a']);
    expect(plan.map(({ availabilityZone, role }) => `${availabilityZone} ${role}`)).toEqual(
      ['us-east-1a', 'us-east-1b'].flatMap((zone) => SUBNET_ROLES.map((role) => `${zone} ${role}`)),
    );
  });

  test('keeps every subnet inside the VPC', () => {
    fc.assert(
      fc.property(vpcs, zoneLists, (vpc, zones) =>
        planSubnets(vpc, zones).every(({ cidr }) => within(requireCidr(cidr), requireCidr(vpc))),
      ),
    );
  });

  test('lets no two subnets overlap', () => {
    fc.assert(
      fc.property(vpcs, zoneLists, (vpc, zones) => {
        const cidrs = planSubnets(vpc, zones).map(({ cidr }) => requireCidr(cidr));
        return cidrs.every((a, index) => cidrs.slice(index + 1).every((b) => !overlaps(a, b)));
      }),
    );
  });

  test('never moves a subnet when zones are added, removed or listed in another order', () => {
    fc.assert(
      fc.property(vpcs, zoneLists, zoneLists, (vpc, before, added) => {
        const after = planSubnets(vpc, [...new Set([...added, ...before])]);
        return planSubnets(vpc, before).every((subnet) =>
          after.some((other) => JSON.stringify(other) === JSON.stringify(subnet)),
        );
      }),
    );
  });

  test('depends on the letter of the zone alone, not on the Region', () => {
    fc.assert(
      fc.property(vpcs, letters, (vpc, list) => {
        const cidrs = (region: string) =>
          planSubnets(
            vpc,
            list.map((letter) => `${region}${letter}`),
          ).map(({ cidr }) => cidr);
        expect(cidrs('eu-west-1')).toEqual(cidrs('ap-northeast-1'));
      }),
    );
  });

  test.each([16, 17, 18, 19])('gives load balancers of a /%i at least the 32 addresses AWS asks for', (prefix) => {
    expect(Math.min(subnetSize(prefix, 'barrier-entry'), subnetSize(prefix, 'internal'))).toBeGreaterThanOrEqual(32);
  });

  test.each(['firewall', 'attachment'] as const)('gives the role %s the smallest subnet there is', (role) => {
    expect([16, 17, 18, 19].map((prefix) => subnetSize(prefix, role))).toEqual([16, 16, 16, 16]);
  });

  test('leaves units 20 to 31 of a zone block spare', () => {
    const spare = requireCidr('10.0.20.0/22');
    const more = requireCidr('10.0.24.0/21');
    const plan = planSubnets('10.0.0.0/16', ['eu-west-1a']).map(({ cidr }) => requireCidr(cidr));
    expect(plan.some((cidr) => overlaps(cidr, spare) || overlaps(cidr, more))).toBe(false);
  });

  test('refuses a zone without a block', () => {
    expect(() => planSubnets('10.0.0.0/16', ['eu-west-1z'])).toThrow("no block for zone 'eu-west-1z'");
  });
});
