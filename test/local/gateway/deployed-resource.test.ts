import { localType } from '../../../lambda/local-provider/contract';
import { StackIndex } from '../../../lib/local/gateway/deployed-resource';
import type { JsonObject } from '../../../lib/template';
import { fakeClients } from '../aws/support/fake-clients';

const MADE = new Date('2026-11-25T11:00:00Z');
const VAULT = 'AWS::Backup::BackupVault';

/** Logical id, physical id, type and resource of the template. */
type Held = readonly [logicalId: string, physicalId: string, type: string, resource?: JsonObject];

interface FakeStack {
  readonly held: readonly Held[];
  readonly status?: string;
  /** Text in place of a template in JSON. */
  readonly template?: string;
  readonly madeAt?: Date;
}

/** A Region with these stacks, one resource to a page; what was asked is `action stack`. */
function regionOf(stacks: Record<string, FakeStack>) {
  const { clients, calls } = fakeClients({
    DescribeStacks: () => ({
      Stacks: Object.entries(stacks).map(([StackName, { status = 'CREATE_COMPLETE', madeAt = MADE }]) => ({
        ...{ StackName, StackId: `id-${StackName}`, StackStatus: status, CreationTime: madeAt },
      })),
    }),
    ListStackResources: ({ input }) => {
      const held = stacks[String(input['StackName'])]?.held ?? [];
      const page = Number(input['NextToken'] ?? 0);
      const next = page + 1 < held.length ? { NextToken: String(page + 1) } : {};
      const summaries = held.slice(page, page + 1).map(([LogicalResourceId, PhysicalResourceId, ResourceType]) => ({
        ...{ LogicalResourceId, PhysicalResourceId, ResourceType },
      }));
      return { StackResourceSummaries: summaries, ...next };
    },
    GetTemplate: ({ input }) => {
      const { held = [], template } = stacks[String(input['StackName'])] ?? {};
      const Resources = Object.fromEntries(held.map(([id, , , resource = {}]) => [id, resource]));
      return { TemplateBody: template ?? JSON.stringify({ Resources }) };
    },
  });
  const asked = (): readonly string[] =>
    calls.map(({ action, input }) => `${action} ${String(input['StackName'] ?? '')}`.trim());
  return { index: new StackIndex(clients), asked };
}

test('finds a resource in whichever stack holds it, with when that was made', async () => {
  const madeAt = new Date('2026-11-25T11:30:00Z');
  const { index } = regionOf({
    Network: { held: [['Vpc', 'v', 'AWS::EC2::VPC', { Properties: { CidrBlock: 'x' } }]] },
    Vaults: {
      madeAt,
      held: [
        ['Other', 'o', VAULT, { Properties: { BackupVaultName: 'o' } }],
        ['Vault', 'v', VAULT, { Properties: { BackupVaultName: 'v' } }],
      ],
    },
  });
  expect(await index.find(VAULT, 'v')).toEqual({ properties: { BackupVaultName: 'v' }, madeAt });
});

test('what is translated or recorded has the properties of the site within its own', async () => {
  const Properties = { ServiceToken: 'arn', Properties: { RestoreTestingPlanName: 'p' } };
  const type = 'AWS::Backup::RestoreTestingPlan';
  const { index } = regionOf({ Site: { held: [['Plan', 'p', localType(type), { Properties }]] } });
  expect(await index.find(type, 'p')).toEqual({ properties: { RestoreTestingPlanName: 'p' }, madeAt: MADE });
});

test.each([
  ['of another type', ['Vpc', 'v', 'AWS::EC2::VPC']],
  ['of another id', ['Vault', 'w', VAULT]],
] as const)('a resource %s is not the one', async (_, held) => {
  expect(await regionOf({ Site: { held: [held] } }).index.find(VAULT, 'v')).toBeUndefined();
});

test('a stack that is deleted holds nothing', async () => {
  const { index, asked } = regionOf({ Site: { status: 'DELETE_COMPLETE', held: [['Vault', 'v', VAULT]] } });
  expect(await index.find(VAULT, 'v')).toBeUndefined();
  expect(asked()).toEqual(['DescribeStacks']);
});

test('a resource without properties, or that the template does not have, has none', async () => {
  const { index } = regionOf({
    Site: { held: [['Vault', 'v', VAULT, {}]] },
    Other: { held: [['Vault', 'w', VAULT]], template: '{}' },
  });
  expect((await index.find(VAULT, 'v'))?.properties).toEqual({});
  expect((await index.find(VAULT, 'w'))?.properties).toEqual({});
});

test('resolves what the stack itself knows, and leaves the rest as it stands', async () => {
  const Properties = {
    Name: { Ref: 'Other' },
    Arn: {
      'Fn::Join': [
        ':',
        ['arn', { Ref: 'AWS::Partition' }, { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, { Ref: 'Other' }],
      ],
    },
    List: [{ Ref: 'Other' }, 1, null, { Deep: { Ref: 'Missing' } }],
    Half: { 'Fn::Join': ['-', ['a', { 'Fn::GetAtt': ['Other', 'Arn'] }]] },
    Whole: { 'Fn::Join': ['', [{ 'Fn::Join': ['', ['a', 'b']] }, 'c']] },
  };
  const held: readonly Held[] = [
    ['Vault', 'v', VAULT, { Properties }],
    ['Other', 'other-1', 'AWS::EC2::VPC'],
  ];
  expect((await regionOf({ Site: { held } }).index.find(VAULT, 'v'))?.properties).toEqual({
    Name: 'other-1',
    Arn: 'arn:aws:ap-northeast-1:111122223333:other-1',
    List: ['other-1', 1, null, { Deep: { Ref: 'Missing' } }],
    Half: { 'Fn::Join': ['-', ['a', { 'Fn::GetAtt': ['Other', 'Arn'] }]] },
    Whole: 'abc',
  });
});

describe('what is read', () => {
  const held: readonly Held[] = [['Vault', 'v', VAULT]];

  test('is read once, by whoever asks and at the same time', async () => {
    const { index, asked } = regionOf({ Site: { held } });
    await Promise.all([index.find(VAULT, 'v'), index.find(VAULT, 'v'), index.find(VAULT, 'w')]);
    expect(asked()).toEqual(['DescribeStacks', 'ListStackResources Site', 'GetTemplate Site']);
    await index.find(VAULT, 'v');
    expect(asked().slice(3)).toEqual(['DescribeStacks']);
  });

  test('is read again after a deployment', async () => {
    const stacks: Record<string, FakeStack> = { Site: { held: [] } };
    const { index, asked } = regionOf(stacks);
    expect(await index.find(VAULT, 'v')).toBeUndefined();
    stacks['Site'] = { held, status: 'UPDATE_COMPLETE' };
    expect(await index.find(VAULT, 'v')).toBeDefined();
    expect(asked().filter((it) => it === 'GetTemplate Site')).toHaveLength(2);
  });

  test('is read again where it failed', async () => {
    let isBroken = true;
    const { clients } = fakeClients({
      DescribeStacks: () => ({ Stacks: [{ StackName: 'Site', CreationTime: MADE }] }),
      ListStackResources: () => {
        if (isBroken) {
          throw new Error('not now');
        }
        return { StackResourceSummaries: [{ LogicalResourceId: 'V', PhysicalResourceId: 'v', ResourceType: VAULT }] };
      },
      GetTemplate: () => ({ TemplateBody: '{"Resources":{"V":{"Properties":{"A":1}}}}' }),
    });
    const index = new StackIndex(clients);
    await expect(index.find(VAULT, 'v')).rejects.toThrow('not now');
    isBroken = false;
    expect(await index.find(VAULT, 'v')).toEqual({ properties: { A: 1 }, madeAt: MADE });
  });

  test('is of no use when it is no JSON, but only to who needs it', async () => {
    const { index } = regionOf({ Toolkit: { held, template: 'Resources:' }, Site: { held: [['W', 'w', VAULT]] } });
    expect(await index.find(VAULT, 'w')).toBeDefined();
    await expect(index.find(VAULT, 'v')).rejects.toThrow(SyntaxError);
  });
});
