import { icmp, tcp, udp } from '../../../lib/verify';
import {
  acl,
  att,
  delivers,
  group,
  instance,
  nat,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from './templates';

const ANYWHERE = { CidrIp: '0.0.0.0/0' };
const IGW = { GatewayId: ref('VIgw') };

/** A public web server, and a private database server that only it may ask. */
function site(more: readonly Resources[] = []): readonly Resources[] {
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('Front', 'V', '10.0.0.0/24', { '0.0.0.0/0': IGW }),
    subnet('Back', 'V', '10.0.1.0/24', { '0.0.0.0/0': { NatGatewayId: ref('Nat') } }),
    nat('Nat', 'Front'),
    group('WebGroup', 'V', [tcpRule(443, ANYWHERE)]),
    group('DbGroup', 'V', [tcpRule(5432, { SourceSecurityGroupId: att('WebGroup', 'GroupId') })]),
    instance('Web', 'Front', ['WebGroup'], true),
    instance('Db', 'Back', ['DbGroup']),
    ...more,
  ];
}

describe('internet and a public server', () => {
  const verifier = verifierOf(site());

  test('the open port is reached, with an answer', () => {
    expect(delivers(verifier, 'internet', 'Web', tcp(443), 'session')).toBe('yes');
  });

  test('another port is not', () => {
    expect(delivers(verifier, 'internet', 'Web', tcp(22))).toBe('no');
  });

  test('a server without public address is not', () => {
    expect(delivers(verifier, 'internet', 'Db', tcp(5432))).toBe('no');
  });

  test('the certificate of a server without address tells so', () => {
    const verdict = verifier.isolate({ from: verifier.place('internet'), to: verifier.place('Db') });
    expect(verdict).toMatchObject({ verdict: 'PROVED', pairs: 1 });
    expect(verdict.certificate?.pairs[0]?.layers.map(({ kind }) => kind)).toEqual(['no-address']);
  });

  test('a private server gets out through the NAT gateway, with an answer', () => {
    expect(delivers(verifier, 'Db', 'internet', tcp(443), 'session')).toBe('yes');
  });

  test.each([
    ['tcp', tcp(443), 'yes'],
    ['udp', udp(53), 'yes'],
    ['icmp', icmp(8), 'yes'],
    ['GRE', { protocol: 47 }, 'no'],
  ] as const)('the NAT gateway translates %s: %#', (_, service, expected) => {
    expect(delivers(verifier, 'Db', 'internet', service)).toBe(expected);
  });
});

describe('security groups', () => {
  test('a rule that names a group lets its members in', () => {
    expect(delivers(verifierOf(site()), 'Web', 'Db', tcp(5432), 'session')).toBe('yes');
  });

  test('it lets nobody else in', () => {
    const verifier = verifierOf(site([group('Other', 'V', []), instance('Stranger', 'Back', ['Other'])]));
    expect(delivers(verifier, 'Stranger', 'Db', tcp(5432))).toBe('no');
  });

  test('a group whose egress is written sends nothing else', () => {
    const verifier = verifierOf(
      site([group('Quiet', 'V', [], [tcpRule(80, { CidrIp: '10.0.1.0/24' })]), instance('Quiet1', 'Front', ['Quiet'])]),
    );
    expect(delivers(verifier, 'Quiet1', 'Web', tcp(443))).toBe('no');
  });

  test('whether a group with separate egress rules keeps the default one is not known', () => {
    const separate: Resources = {
      Out: resource('AWS::EC2::SecurityGroupEgress', {
        GroupId: att('Odd', 'GroupId'),
        IpProtocol: 'tcp',
        FromPort: 80,
        ToPort: 80,
        CidrIp: '192.0.2.0/24',
      }),
    };
    const verifier = verifierOf(site([group('Odd', 'V', []), instance('Odd1', 'Front', ['Odd']), separate]));
    expect(delivers(verifier, 'Odd1', 'Web', tcp(443))).toBe('unknown');
  });

  test('a source block that holds only some addresses of a subnet lets those in, with a witness', () => {
    const verifier = verifierOf(
      site([group('Half', 'V', [tcpRule(22, { CidrIp: '10.0.0.0/25' })]), instance('Target', 'Back', ['Half'])]),
    );
    const [from, to] = [verifier.place('Web'), verifier.place('Target')];
    expect(verifier.isolate({ from, to, services: [tcp(22)] })).toMatchObject({
      verdict: 'REFUTED',
      witness: { packet: { source: '10.0.0.10', protocol: 6, destinationPort: 22 } },
    });
    expect(verifier.reach({ from, to, services: [tcp(22)] })).toMatchObject({
      verdict: 'REFUTED',
      witness: { packet: { source: '10.0.0.138' } },
    });
  });
});

describe('network ACLs', () => {
  const ephemeral = (ports: readonly [number, number]) =>
    acl(
      'Acl',
      'V',
      ['Back'],
      [
        { number: 100, protocol: 6, ports: [5432, 5432], cidr: '10.0.0.0/24' },
        { number: 100, egress: true, protocol: 6, ports, cidr: '10.0.0.0/24' },
      ],
    );

  test('answers pass when every port of the client does', () => {
    const verifier = verifierOf(site([ephemeral([1024, 65535])]));
    expect(
      verifier.reach({ from: verifier.place('Web'), to: verifier.place('Db'), services: [tcp(5432)] }).verdict,
    ).toBe('PROVED');
  });

  test('answers to some ports only refute it', () => {
    const verifier = verifierOf(site([ephemeral([1024, 50000])]));
    expect(
      verifier.reach({ from: verifier.place('Web'), to: verifier.place('Db'), services: [tcp(5432)] }).verdict,
    ).toBe('REFUTED');
  });

  test('without a way back the packet still arrives', () => {
    const verifier = verifierOf(site([ephemeral([1, 2])]));
    expect(delivers(verifier, 'Web', 'Db', tcp(5432))).toBe('yes');
    expect(
      verifier.reach({ from: verifier.place('Web'), to: verifier.place('Db'), services: [tcp(5432)] }).verdict,
    ).toBe('REFUTED');
  });

  test.each([
    ['a deny before an allow', 90, 'no'],
    ['a deny behind an allow', 110, 'yes'],
  ] as const)('%s', (_, number, expected) => {
    const rules = acl(
      'Acl',
      'V',
      ['Back'],
      [
        { number: 100 },
        { number: 100, egress: true },
        { number, action: 'deny', protocol: 6, ports: [5432, 5432], cidr: '10.0.0.0/24' },
      ],
    );
    expect(delivers(verifierOf(site([rules])), 'Web', 'Db', tcp(5432))).toBe(expected);
  });

  test('within a subnet none is asked', () => {
    const closed = acl('Acl', 'V', ['Back'], []);
    const verifier = verifierOf(site([closed, instance('Near', 'Back', ['WebGroup'])]));
    expect(delivers(verifier, 'Near', 'Db', tcp(5432), 'session')).toBe('yes');
    expect(delivers(verifier, 'Web', 'Db', tcp(5432))).toBe('no');
  });
});

describe('what only the deployment tells', () => {
  const opened = (more: Resources, parameters = {}) =>
    verifierOf(site([more, instance('Target', 'Front', ['Odd'], true)]), { Parameters: parameters });

  test('a block from a parameter', () => {
    const verifier = opened(group('Odd', 'V', [tcpRule(22, { CidrIp: ref('Admin') })]), { Admin: { Type: 'String' } });
    expect(delivers(verifier, 'internet', 'Target', tcp(22))).toBe('unknown');
    expect(delivers(verifier, 'internet', 'Target', tcp(23))).toBe('no');
  });

  test('a default that opens a port refutes, and says so', () => {
    const verifier = opened(group('Odd', 'V', [tcpRule(22, { CidrIp: ref('Admin') })]), {
      Admin: { Type: 'String', Default: '0.0.0.0/0' },
    });
    expect(
      verifier.isolate({ from: verifier.place('internet'), to: verifier.place('Target'), services: [tcp(22)] }),
    ).toMatchObject({
      verdict: 'REFUTED',
      assuming: ['Net/Admin=0.0.0.0/0'],
    });
  });

  test('a default that keeps a port closed proves on that condition', () => {
    const verifier = opened(group('Odd', 'V', [tcpRule(ref('Port'), ANYWHERE)]), {
      Port: { Type: 'Number', Default: 443 },
    });
    expect(
      verifier.isolate({ from: verifier.place('internet'), to: verifier.place('Target'), services: [tcp(22)] }),
    ).toMatchObject({
      verdict: 'PROVED-IF',
      assuming: ['Net/Port=443'],
    });
  });

  test('a condition is looked at both ways', () => {
    const verifier = verifierOf(
      site([
        group('Odd', 'V', [{ 'Fn::If': ['Open', tcpRule(22, ANYWHERE), ref('AWS::NoValue')] }]),
        instance('Target', 'Front', ['Odd'], true),
      ]),
      { Parameters: { Mode: { Type: 'String' } }, Conditions: { Open: { 'Fn::Equals': [ref('Mode'), 'open'] } } },
    );
    const verdict = verifier.isolate({
      from: verifier.place('internet'),
      to: verifier.place('Target'),
      services: [tcp(22)],
    });
    expect(verdict).toMatchObject({ verdict: 'REFUTED', world: 'Net/Open' });
  });

  test('a type that is not known joins what it names to the internet', () => {
    const odd: Resources = { Odd: resource('AWS::Strange::Thing', { Subnet: ref('Back') }) };
    const verifier = verifierOf(
      site([group('Wide', 'V', [tcpRule(22, { CidrIp: '10.0.0.0/16' })]), instance('Target', 'Back', ['Wide']), odd]),
    );
    expect(delivers(verifier, 'internet', 'Target', tcp(22))).toBe('unknown');
    expect(verifier.coverage.types['AWS::Strange::Thing']).toMatchObject({ treated: 'approximated', count: 1 });
  });

  test('a property that is not known does too', () => {
    const more: Resources = {
      DbGroup: resource('AWS::EC2::SecurityGroup', {
        VpcId: ref('V'),
        GroupDescription: 'x',
        SecurityGroupIngress: [],
        Novelty: true,
      }),
    };
    expect(delivers(verifierOf(site([more])), 'Web', 'Db', tcp(22))).toBe('unknown');
  });
});
