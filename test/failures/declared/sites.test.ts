import { existsSync } from 'node:fs';
import path from 'node:path';
import { declaredIn, ResourceSelection, type Declared } from '../../../lib/failures';
import type { FailureDeclarations } from '../../../lib/site';
import { loadAssembly, type TemplateModel, type TemplateResource } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, referenceSite } from '../../support/synth-sites';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const CLUSTER = 'AWS::RDS::DBCluster';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const KEY = 'AWS::KMS::Key';

/** What a site writes is what is read: this would not compile otherwise. */
const AS_READ = (written: FailureDeclarations): Declared => written;

describe.each(REFERENCE_SITES)('%s', (name) => {
  const site = referenceSite(name);
  const model = loadAssembly(assemblyDirectory(name));
  const declared = AS_READ(declaredIn(model) as FailureDeclarations);
  const selection = new ResourceSelection(model);

  /** The one resource that a selector names, whatever its type. */
  function named(selector: unknown): TemplateResource {
    const types = [...model.byType.keys()];
    const found = typeof selector === 'string' ? selection.find(selector, types) : [];
    expect(found).toHaveLength(1);
    return found[0] as TemplateResource;
  }

  test('declares both tiers, and no other', () => {
    const tiers = declared.tiers?.map(({ of, requestsPerSecond }) => [named(of), requestsPerSecond] as const);
    const groups = ofType(model, GROUP);
    expect(new Set(tiers?.map(([group]) => group))).toEqual(new Set(groups));
    expect(tiers?.map(([group, perSecond]) => [tierOf(group), perSecond])).toEqual([
      ['web', site.tiers.web.rpsPerInstance],
      ['app', site.tiers.app.rpsPerInstance],
    ]);
  });

  test('declares its database, and no other', () => {
    expect(declared.databases?.map(({ of }) => named(of))).toEqual(ofType(model, CLUSTER));
    expect(declared.databases?.[0]?.maxConnections).toBeGreaterThan(100);
  });

  test('declares reads and writes at its only entry, with the peaks of the site file', () => {
    const sale = site.capacity.onSale.map(({ peakRps }) => peakRps);
    expect(declared.services?.map(({ entry }) => named(entry))).toEqual([
      ...ofType(model, DISTRIBUTION),
      ...ofType(model, DISTRIBUTION),
    ]);
    expect(declared.services?.map(({ id, method }) => [id, method])).toEqual([
      ['GET', 'GET'],
      ['POST', 'POST'],
    ]);
    declared.services?.forEach(({ peakPerSecond, onSalePerSecond }) => {
      expect(peakPerSecond).toBe(site.capacity.peakRps);
      expect(onSalePerSecond).toBe(sale.length === 0 ? undefined : Math.max(...sale));
    });
  });

  test('declares the way out of each tier that has domains to reach, where requests need them', () => {
    const needing = (['web', 'app'] as const).filter((tier) => site.network.egressDomains[tier].length > 0);
    const ways = declared.services?.map(({ method, egress = [] }) => [
      method,
      egress.map(({ from }) => tierOf(named(from))),
    ]);
    expect(ways).toEqual([
      ['GET', site.network.egressNeededBy === 'every-request' ? needing : []],
      ['POST', site.network.egressNeededBy === 'no-request' ? [] : needing],
    ]);
  });

  test('declares what its objectives say, and those of its profile', () => {
    const { objectives } = site;
    expect(declared.objectives).toEqual({
      ...(site.profile === 'starter' ? {} : { instanceSeconds: 15, writerSeconds: 75 }),
      zoneSeconds: 120,
      dataLossSeconds: 0,
      ...(objectives.regionRtoSeconds === undefined ? {} : { regionSeconds: objectives.regionRtoSeconds }),
      ...(objectives.regionRpoSeconds === undefined ? {} : { regionDataLossSeconds: objectives.regionRpoSeconds }),
    });
    expect(declared.clientRecoverySeconds).toBe(15);
  });

  test('declares runbooks that are written down, and no Region but one with copies', () => {
    const runbooks = declared.runbooks ?? [];
    const restored = runbooks.flatMap(({ region }) => region ?? []);
    expect(runbooks.flatMap(({ does }) => does).sort()).toEqual([
      'evacuate-writer',
      ...(site.regions.recovery.length > 0 ? ['restore-region'] : []),
      'shift-zone',
    ]);
    expect(restored).toEqual(site.regions.recovery.slice(0, 1).map(({ region }) => region));
    expect(ofType(model, 'AWS::Backup::BackupVault').flatMap(({ stack }) => stack.region ?? [])).toEqual(
      expect.arrayContaining([...restored]),
    );
    const missing = runbooks.filter(({ document = '' }) => !existsSync(path.join(__dirname, '../../..', document)));
    expect(missing).toEqual([]);
  });

  test('declares as unneeded the key of sessions alone, which servers may use', () => {
    expect(declared.unneeded?.map((selector) => named(selector))).toEqual(
      ofType(model, KEY).filter(({ constructPath = '' }) => constructPath.includes('/Sessions/')),
    );
  });

  test('declares nothing else', () => {
    expect(Object.keys(declared).sort()).toEqual([
      'clientRecoverySeconds',
      'databases',
      'objectives',
      'runbooks',
      'services',
      'tiers',
      'unneeded',
    ]);
  });
});

function ofType(model: TemplateModel, type: string): readonly TemplateResource[] {
  return model.byType.get(type) ?? [];
}

function tierOf({ constructPath = '' }: TemplateResource): string | undefined {
  return /\/(Web|App)\//.exec(constructPath)?.[1]?.toLowerCase();
}
