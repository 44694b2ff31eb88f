import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import type { IConstruct } from 'constructs';
import { buildSite } from '../../lib';
import { findingsOf, nagPacks, OWN_RULES_LIST } from '../../lib/judges';
import { buildModel, type AssemblySource } from '../../lib/template';
import { assemblyDirectory, cdkJsonApp, referenceSite, type ReferenceSite } from '../support/synth-sites';
import { NETWORK_PLANTS } from './support/network-plants';
import { PlantedAssembly, readSource } from './support/planting';
import { SERVICE_PLANTS } from './support/service-plants';

const TEMPLATE_PLANTS = [...NETWORK_PLANTS, ...SERVICE_PLANTS];

const SOURCES = new Map<ReferenceSite, AssemblySource>();

function sourceOf(site: ReferenceSite): AssemblySource {
  const source = SOURCES.get(site) ?? readSource(assemblyDirectory(site));
  SOURCES.set(site, source);
  return source;
}

function requireRule(id: string) {
  const rule = OWN_RULES_LIST.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    throw new Error(`no rule ${id}`);
  }
  return rule;
}

describe.each(TEMPLATE_PLANTS.map((plant) => [`${plant.part}: ${plant.fault}`, plant.judge, plant] as const))(
  '%s',
  (_title, judge, { site, plant }) => {
    test(`is found by Honmaru::${judge}`, () => {
      const rule = requireRule(judge);
      const source = sourceOf(site);
      const planted = new PlantedAssembly(source);
      plant(planted);
      expect(findingsOf(rule, buildModel(source))).toEqual([]);
      expect(findingsOf(rule, buildModel(planted.source))).not.toEqual([]);
    });
  },
);

/** A fault in a construct, for the judges that read constructs. */
interface ConstructPlant {
  readonly part: string;
  readonly fault: string;
  /** Rule of cdk-nag that finds it. */
  readonly judge: string;
  /** Plants the fault in the construct if it is of the kind, and tells how to take it out again. */
  readonly plant: (construct: IConstruct) => (() => void) | undefined;
}

const CONSTRUCT_PLANTS: readonly ConstructPlant[] = [
  {
    part: 'retention',
    fault: 'a log group keeps its records for ever',
    judge: 'NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod',
    plant: (construct) => {
      if (!(construct instanceof CfnLogGroup)) {
        return undefined;
      }
      const { retentionInDays } = construct;
      construct.retentionInDays = undefined;
      return () => {
        construct.retentionInDays = retentionInDays;
      };
    },
  },
  {
    part: 'database',
    fault: 'the cluster can be deleted',
    judge: 'AwsSolutions-RDS10',
    plant: (construct) => {
      if (!(construct instanceof CfnDBCluster)) {
        return undefined;
      }
      const { deletionProtection } = construct;
      construct.deletionProtection = false;
      return () => {
        construct.deletionProtection = deletionProtection;
      };
    },
  },
];

describe('planted in the constructs', () => {
  const app = cdkJsonApp();
  buildSite(app, referenceSite('starter'));
  const resources = app.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));

  /** Rules of cdk-nag that fire on the stack of a construct. */
  function firing(construct: IConstruct, judge: string): readonly string[] {
    return nagPacks()
      .filter(({ name }) => judge.startsWith(`${name}-`))
      .flatMap((pack) => pack.validateScope(Stack.of(construct)).violations)
      .flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath ?? ''}`),
      )
      .filter((finding) => finding === `${judge} ${construct.node.path}`);
  }

  test.each(CONSTRUCT_PLANTS.map((plant) => [`${plant.part}: ${plant.fault}`, plant.judge, plant] as const))(
    '%s is found by %s',
    (_title, judge, { plant }) => {
      for (const construct of resources) {
        const before = firing(construct, judge);
        const undo = plant(construct);
        if (undo !== undefined) {
          const after = firing(construct, judge);
          undo();
          expect([before, after.length]).toEqual([[], 1]);
          return;
        }
      }
      throw new Error('nothing to plant the fault in');
    },
  );
});

test('faults are planted in every part the judges must watch', () => {
  const parts = new Set([...TEMPLATE_PLANTS, ...CONSTRUCT_PLANTS].map(({ part }) => part));
  expect([...parts]).toEqual(
    expect.arrayContaining([
      'route',
      'security group',
      'network ACL',
      'key policy',
      'alarm action',
      'listener',
      'retention',
      'error page',
    ]),
  );
});
