import type { JsonObject } from '../../../lib/template';
import {
  scopeOf,
  verifierFor,
  verifyPolicy,
  type LedgerEntry,
  type Policy,
  type VerifyReport,
} from '../../../lib/verify/policy';
import { modelOf, ref, resource, tcpRule, type Resources } from '../engine/templates';
import { codesOf, faultsOf } from './support/faults';
import { ANYBODY, fromGroup, shop } from './support/shop';

const POLICY: Policy = {
  name: 'shop',
  segments: { web: 'id:Web', data: 'kind:database' },
  rules: [{ id: 'closed', kind: 'isolate', from: 'internet', to: 'data' }],
};

function reportOf(
  resources: readonly Resources[],
  policy: Policy = POLICY,
  { template = {}, spoofedSources = true }: { readonly template?: JsonObject; readonly spoofedSources?: boolean } = {},
): VerifyReport {
  const verifier = verifierFor(modelOf(resources, template), policy, { spoofedSources });
  return verifyPolicy({ verifier, policy, policyFile: 'shop.yaml', templates: [], toolVersion: '1.2.3' });
}

const entriesOf = ({ ledger }: VerifyReport, kind: LedgerEntry['kind']) =>
  ledger.filter((entry) => entry.kind === kind).map(({ id, restedOnBy }) => [id, restedOnBy]);

describe('a report', () => {
  test('tells what was asked, and of what', () => {
    expect(reportOf(shop())).toMatchObject({
      tool: { name: 'honmaru', version: '1.2.3' },
      policy: { name: 'shop', file: 'shop.yaml' },
      worlds: [''],
      findings: [],
      network: [],
      holds: true,
    });
  });

  test('does not hold for a rule, or a finding, that fails', () => {
    const closed: Policy = { ...POLICY, rules: [{ id: 'x', kind: 'isolate', from: 'web', to: 'data' }] };
    expect(reportOf(shop(), closed).holds).toBe(false);
    const warning: Policy = {
      ...POLICY,
      rules: [{ id: 'x', kind: 'isolate', from: 'web', to: 'data', severity: 'warning' }],
    };
    expect(reportOf(shop(), warning).holds).toBe(true);
    expect(reportOf(shop({ balancerIngress: [tcpRule(443, ANYBODY), tcpRule(444, ANYBODY)] })).holds).toBe(true);
  });

  test('holds what engine and template reader found', () => {
    const missing = { Odd: resource('AWS::EC2::RouteTable', { VpcId: ref('Nowhere') }) };
    const [finding] = reportOf(shop({ more: [missing] })).network;
    expect(finding).toMatchObject({
      code: 'REFERENCE_TO_NOTHING',
      origin: { id: 'Net/Odd', resource: { logicalId: 'Odd' } },
    });
  });
});

describe('the ledger', () => {
  test('names defaults of parameters with who rests on them', () => {
    const open = shop({ databaseIngress: [tcpRule(5432, { CidrIp: ref('From') })] });
    const policy: Policy = {
      ...POLICY,
      rules: [{ id: 'only', kind: 'isolate', from: 'web', to: 'data' }],
    };
    const template = { Parameters: { From: { Type: 'String', Default: '10.0.0.0/24' } } };
    expect(entriesOf(reportOf(open, policy, { template }), 'parameter')).toEqual([
      ['Net/From=10.0.0.0/24', ['only: web > data']],
    ]);
  });

  test('names what is not modelled with who crosses it', () => {
    const strange = { Strange: resource('Custom::Strange', { Subnet: ref('DataA') }) };
    const report = reportOf(
      shop({ databaseIngress: [tcpRule(5432, fromGroup('WebGroup')), tcpRule(5432, ANYBODY)], more: [strange] }),
    );
    expect(report.results[0]?.verdict.verdict).toBe('UNDETERMINED');
    expect(entriesOf(report, 'octopus')).toEqual([['Net/Strange', ['closed: internet > data']]]);
    expect(entriesOf(report, 'semantics').map(([id]) => id)).toContain('UNK-02');
  });

  test('names types that carry no packets once', () => {
    const report = reportOf(shop({ more: [{ Topic: resource('AWS::SNS::Topic', {}) }] }));
    const [entry] = report.ledger.filter(({ id }) => id === 'inert');
    expect(entry).toMatchObject({ kind: 'unmodelled', restedOnBy: ['closed: internet > data'] });
    expect(entry?.says.en).toContain('AWS::SNS::Topic (1)');
  });

  test('names what is stated about sites', () => {
    const line: Resources = {
      Partner: resource('AWS::EC2::CustomerGateway', { BgpAsn: 65000, IpAddress: '198.51.100.1', Type: 'ipsec.1' }),
      Gateway: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
      Line: resource('AWS::EC2::VPNConnection', {
        Type: 'ipsec.1',
        CustomerGatewayId: ref('Partner'),
        VpnGatewayId: ref('Gateway'),
      }),
    };
    const policy: Policy = {
      ...POLICY,
      sites: [{ customerGateway: 'Partner', prefixes: ['192.168.0.0/16'], relaysTo: [] }],
      rules: [
        { id: 'partner', kind: 'isolate', from: 'site:Partner', to: 'data', level: 'direct' },
        { id: 'other', kind: 'isolate', from: 'kind:load-balancer', to: 'data', level: 'direct' },
      ],
    };
    const report = reportOf(shop({ more: [line] }), policy);
    expect(entriesOf(report, 'site')).toEqual([['Partner', ['partner: site:Partner > data']]]);
    expect(report.ledger.find(({ kind }) => kind === 'site')?.says).toEqual({
      en: 'Partner: it uses 192.168.0.0/16 only; it passes nothing on to other sites',
      ja: 'Partner: 使用するアドレスは 192.168.0.0/16 に限られる。他の拠点へ通信を中継しない',
    });
  });

  test('names the belief in sources only where it is held', () => {
    expect(entriesOf(reportOf(shop()), 'spoofing')).toEqual([]);
    expect(entriesOf(reportOf(shop(), POLICY, { spoofedSources: false }), 'spoofing')).toEqual([
      ['no-forged-sources', ['closed: internet > data']],
    ]);
  });
});

describe('the scope', () => {
  const scope = (resources: readonly Resources[]) =>
    scopeOf(verifierFor(modelOf(resources)), 'data', POLICY.segments).map(({ party, scope: of, because }) => [
      party.replaceAll('Net/', ''),
      of,
      because.en,
    ]);

  test('tells what holds card data from what is connected to it and what is not', () => {
    expect(scope(shop())).toEqual([
      ['Database@DataA', 'in-scope', 'named as holding, processing or sending card data'],
      ['Database@DataC', 'in-scope', 'named as holding, processing or sending card data'],
      ['Web@PrivateA', 'connected-to', 'may send tcp/5432 to Database in DataA'],
      ['Balancer@PublicA', 'out-of-scope', 'nothing gets from it to what holds card data, nor back'],
      ['Balancer@PublicC', 'out-of-scope', 'nothing gets from it to what holds card data, nor back'],
      ['Nat@PublicA', 'out-of-scope', 'nothing gets from it to what holds card data, nor back'],
    ]);
  });

  test('counts what is only sent to as connected', () => {
    const verifier = verifierFor(modelOf(shop()));
    const of = (party: string) => scopeOf(verifier, 'id:Web').find((entry) => entry.party === party);
    expect(of('Net/Database@Net/DataA')).toMatchObject({
      scope: 'connected-to',
      because: { en: 'may receive tcp/5432 from Web in PrivateA' },
    });
    expect(of('Net/Balancer@Net/PublicA')).toMatchObject({ scope: 'connected-to' });
  });

  test('is refused for a selector that names nobody', () => {
    expect(codesOf(faultsOf(() => scopeOf(verifierFor(modelOf(shop())), 'id:Nobody')))).toEqual([
      'PolicySelectorEmpty scope',
    ]);
  });

  test('is in the report when it is asked for', () => {
    const verifier = verifierFor(modelOf(shop()), POLICY);
    const report = verifyPolicy({ verifier, policy: POLICY, templates: [], toolVersion: '0.0.0', scope: 'data' });
    expect(report.scope).toHaveLength(6);
  });
});

describe('a verifier for a policy', () => {
  const site = (customerGateway: string, relaysTo: readonly string[] = []): Policy => ({
    ...POLICY,
    sites: [{ customerGateway, relaysTo }],
  });
  const partner = {
    Partner: resource('AWS::EC2::CustomerGateway', { BgpAsn: 65000, IpAddress: '198.51.100.1', Type: 'ipsec.1' }),
  };

  test.each([
    ['a customer gateway that is not there', site('Patner'), 'shop: sites[0].customerGateway', "near are 'Partner'"],
    ['a relay that is not there', site('Partner', ['Other']), 'shop: sites[0].relaysTo', "use one of 'Partner'"],
  ])('refuses %s', (_what, policy, path, hint) => {
    const [fault] = faultsOf(() => verifierFor(modelOf(shop({ more: [partner] })), policy));
    expect(fault).toMatchObject({ code: 'PolicySiteUnknown', path });
    expect(fault?.hint).toContain(hint);
  });

  test('says so when there is no customer gateway at all', () => {
    expect(faultsOf(() => verifierFor(modelOf(shop()), site('Partner')))[0]?.hint).toBe('the templates hold none');
  });
});
