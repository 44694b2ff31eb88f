import { explain, explainResult, type Block, type Explanation } from '../../../lib/report/verify';
import { ruleText } from '../../../lib/report/verify/explain/rule-text';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { createVerifier, tcp, type Origin } from '../../../lib/verify';
import { PAIRS } from '../../verify/pairs';
import { STACK } from '../../verify/pairs/pair';
import { CHAIN, hop, origin, PROVED, REFUTED, result, UNDETERMINED, verdict } from './support/small-report';

jest.setTimeout(60_000);

const ROOT = { root: '/project' };

describe('a witness', () => {
  const { headline, blocks } = explain(CHAIN, 'en', ROOT);

  test('is one packet', () => {
    expect(headline).toBe('tcp 10.0.1.10:50000 -> 10.0.2.10:443 from App/Balancer to App/Web');
  });

  test('tells of its connections first to last, each with its way and that of its answer', () => {
    expect(
      blocks.map((block) => (block.kind === 'hops' ? `${block.title} ${String(block.rows.length)}` : text(block))),
    ).toEqual([
      'first, connection 1: internet to App/Balancer',
      'forward 2',
      'then: App/Balancer to App/Web',
      'forward 2',
      'the answer 1',
    ]);
  });

  test('numbers its hops and names component, rule and line', () => {
    const [, , , way] = blocks;
    expect(way?.kind === 'hops' ? way.rows[1] : undefined).toEqual({
      number: 2,
      decision: 'passes',
      says: 'into the security groups of App/Web',
      component: expect.objectContaining({
        logicalId: 'Web',
        constructPath: 'App/Web',
        type: 'AWS::EC2::Instance',
      }) as object,
      rule: {
        label: 'App/WebGroup',
        logicalId: 'WebGroup',
        constructPath: 'App/WebGroup',
        type: 'AWS::EC2::SecurityGroup',
        stack: 'Stack',
        property: 'SecurityGroupIngress[0]',
        file: 'lib/network.ts',
        line: 12,
        column: 5,
        text: 'tcp/443 0.0.0.0/0',
      },
      register: ['SG-01', 'SG-03'],
    });
  });

  test('speaks Japanese', () => {
    const japanese = explain(CHAIN, 'ja', ROOT);
    expect(japanese.headline).toBe('App/Balancer から App/Web への tcp 10.0.1.10:50000 -> 10.0.2.10:443');
    const [first] = japanese.blocks.flatMap((block) => (block.kind === 'hops' ? block.rows : []));
    expect(first?.says).toBe('App/Vpc のインターネットゲートウェイから入る');
  });
});

describe('a verdict', () => {
  test('that is undetermined says what to tell the tool', () => {
    const { headline, blocks } = explainResult(UNDETERMINED, 'en', ROOT);
    expect(headline).toBe('undetermined: what decides is not in the templates');
    expect(items(blocks, 'what would have to be known')).toEqual([
      ['whether a packet passes: into the security groups of App/Web', ['give --param Stack.AdminRange=VALUE']],
      [
        'what App/Partner advertises',
        ['declare the site in the policy: sites: [{ customerGateway, prefixes, relaysTo }]'],
      ],
    ]);
  });

  test('that is proved groups what stops packets by reason, with the depth of defence', () => {
    const { headline, blocks } = explainResult(PROVED, 'en', ROOT);
    expect(headline).toBe('proved: nothing gets through, whatever is left open');
    expect(items(blocks, 'what stops it (defence depth 1)')).toEqual([
      ['security groups of the receiver: 2 pairs', ['into the security groups of App/Web']],
      ['no route leads there: 1 pair', ['no route of App/PublicA leads to 203.0.113.7']],
    ]);
    expect(blocks.map(text)).toContain('depth 1: at least one pair is a single change away from being open');
  });

  test('that is refuted shows every failing pair, the smallest changes, and ways beside', () => {
    const { blocks } = explainResult(REFUTED, 'en', ROOT);
    expect(items(blocks, 'every pair that fails (2)').map(([name]) => name)).toEqual([
      'internet → Stack/Web@Stack/PublicA: open: tcp/443',
      'internet → Stack/Web@Stack/PublicC: open: tcp/443',
    ]);
    expect(items(blocks, 'smallest changes')).toEqual([
      ['remove WebGroup (SecurityGroupIngress[0])', ['other connections affected: 1 (Balancer > Web tcp/443)']],
    ]);
    expect(blocks.at(-1)).toMatchObject({
      title: 'ways that no packet filter sees (beside the verdict, no part of it)',
      items: [{ text: expect.stringMatching(/^session-manager: /) as string }],
    });
  });

  test('that holds under a default says how to accept it', () => {
    const assuming = ['Stack/AdminRange=203.0.113.0/28'];
    const { headline, blocks } = explain(verdict({ verdict: 'PROVED-IF', assuming }), 'en');
    expect(headline).toBe('holds only with: Stack/AdminRange=203.0.113.0/28');
    expect(blocks.map(text)).toEqual([
      'to accept it: accept: [Stack/AdminRange=203.0.113.0/28] in the rule, or --accept; to be sure of it, give the value with --param',
    ]);
  });

  test('about nobody says so', () => {
    expect(explain(verdict({ pairs: 0 }), 'en').blocks.map(text)).toEqual([
      'nothing was looked at: no pair of parties matches',
    ]);
  });

  test.each([
    ['reach', 'session', 'refuted: this packet does not get there, or its answer not back'],
    ['isolate', 'session', 'refuted by one packet'],
    ['matrix', 'delivers', 'refuted by one packet'],
    ['matrix', 'session', 'refuted: this packet does not get there, or its answer not back'],
  ] as const)('of %s about a %s is told as what was asked', (kind, relation, headline) => {
    const refuted = result({ kind, relation, holds: false, verdict: verdict({ verdict: 'REFUTED' }) });
    expect(explainResult(refuted, 'en').headline).toBe(headline);
  });
});

describe('a rule of a template', () => {
  test.each<[string, JsonObject, string | undefined]>([
    ['AWS::EC2::SecurityGroupIngress', { IpProtocol: '-1', CidrIp: '10.0.0.0/8' }, 'any 10.0.0.0/8'],
    [
      'AWS::EC2::SecurityGroupEgress',
      {
        IpProtocol: 'tcp',
        FromPort: 1024,
        ToPort: 65535,
        DestinationSecurityGroupId: { 'Fn::GetAtt': ['G', 'GroupId'] },
      },
      'tcp/1024-65535 G.GroupId',
    ],
    ['AWS::EC2::SecurityGroupIngress', { IpProtocol: 'udp', FromPort: 0, ToPort: 65535, CidrIpv6: '::/0' }, 'udp ::/0'],
    [
      'AWS::EC2::NetworkAclEntry',
      { RuleNumber: 100, RuleAction: 'deny', Protocol: 6, PortRange: { From: 22, To: 22 }, CidrBlock: '0.0.0.0/0' },
      '100 deny tcp/22 0.0.0.0/0',
    ],
    ['AWS::EC2::Route', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } }, '0.0.0.0/0 -> Nat'],
    ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }, undefined],
  ])('%s %j reads %p', (type, properties, expected) => {
    expect(ruleText(originOf(type, properties))).toBe(expected);
  });

  test('that AWS makes by itself has no text', () => {
    expect(
      ruleText({
        ...originOf('AWS::EC2::Route', { DestinationCidrBlock: '::/0', GatewayId: 'x' }),
        id: 'S/R#local route',
      }),
    ).toBeUndefined();
  });

  test('of Suricata is its line', () => {
    const properties = {
      RuleGroup: {
        RulesSource: { RulesString: 'pass tcp any any -> any 443 (sid:1;)\n  drop ip any any -> any any (sid:2;)' },
      },
    };
    const at = { ...originOf('AWS::NetworkFirewall::RuleGroup', properties), property: 'RulesString, line 2' };
    expect(ruleText(at)).toBe('drop ip any any -> any any (sid:2;)');
  });
});

test('a way that is stopped names what stops it', () => {
  const blocked = {
    ...CHAIN,
    before: [],
    forward: [hop('acl-in', 'App/Acl, into App/PublicA', origin('Vpc'), { decision: 'blocks' })],
  };
  const rows = explain(blocked, 'en').blocks.flatMap((block) => (block.kind === 'hops' ? block.rows : []));
  expect(rows.map(({ number, decision }) => [number, decision])).toEqual([
    [1, 'blocks'],
    [1, 'passes'],
  ]);
});

test.each(PAIRS.map((pair) => [pair.id, pair] as const))(
  '%s is explained in both languages',
  (_id, { policy, bad, good }) => {
    for (const { template } of [bad, good]) {
      const verifier = createVerifier(modelOfTemplate(template as unknown as JsonObject, STACK));
      const question = { from: verifier.place(policy.from), to: verifier.place(policy.to) };
      const answer =
        policy.relation === 'isolate'
          ? verifier.isolate(question)
          : verifier.reach({ ...question, services: [tcp(443)] });
      const [english, japanese] = [explain(answer, 'en'), explain(answer, 'ja')];
      expect(shapeOf(japanese)).toEqual(shapeOf(english));
      expect(english.blocks.length).toBeGreaterThan(0);
    }
  },
);

/** Which blocks there are, with how many rows. */
function shapeOf({ blocks }: Explanation): readonly string[] {
  return blocks.map((block) => {
    const rows = block.kind === 'hops' ? block.rows.length : block.kind === 'list' ? block.items.length : 0;
    return `${block.kind} ${String(rows)}`;
  });
}

function text(block: Block): string {
  return block.kind === 'text' ? block.text : block.kind;
}

/** Text and notes of the items of a list. */
function items(blocks: readonly Block[], title: string): readonly (readonly [string, readonly string[]])[] {
  const found = blocks.find((block) => block.kind === 'list' && block.title === title);
  return found?.kind === 'list' ? found.items.map((item) => [item.text, item.notes] as const) : [];
}

function originOf(type: string, properties: JsonObject): Origin {
  const model = modelOfTemplate({ Resources: { Rule: { Type: type, Properties: properties } } }, STACK);
  const [resource] = model.resources;
  return { id: 'Stack/Rule', label: 'Rule', ...(resource === undefined ? {} : { resource }) };
}
