import path from 'node:path';
import { deriveSegments, findFindings, loadForVerify, verifierFor, verifyPolicy } from '../../../lib/verify/policy';
import { assemblyDirectory, REFERENCE_SITES } from '../../support/synth-sites';

describe.each(REFERENCE_SITES)('%s', (site) => {
  const loaded = loadForVerify(assemblyDirectory(site));
  const verifier = verifierFor(loaded.model);

  test('is told apart by the tags of its own subnets', () => {
    expect(deriveSegments(verifier)).toEqual({
      segments: {
        barrier: [`tag:Name=${site}-barrier-entry-*`],
        dmz: [`tag:Name=${site}-dmz-*`],
        internal: [`tag:Name=${site}-internal-*`],
        data: [`tag:Name=${site}-data-*`],
      },
      sites: [],
      isOwn: true,
    });
  });

  test('holds what the default policy asks', () => {
    const report = verifyPolicy({ verifier, templates: loaded.templates, toolVersion: '0.0.0' });
    expect(report.results.filter(({ holds }) => !holds).map(({ rule, verdict }) => [rule, verdict])).toEqual([]);
    expect(report.holds).toBe(true);
    expect(new Set(report.results.map(({ rule }) => rule))).toEqual(
      new Set([
        'internet-to-data',
        'internet-to-internal',
        'internet-directly-to-barrier',
        'internet-directly-to-dmz',
        'barrier-to-internal',
        'barrier-to-data',
        'dmz-to-data',
        'data-stays',
        'strangers-to-administration',
        ...(verifier.network.firewalls.length > 0 ? ['firewall-symmetry'] : []),
      ]),
    );
  });

  test('has no finding that fails a run, and none without a line', () => {
    const findings = findFindings(verifier);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.filter(({ origin }) => origin?.resource?.place?.line === undefined)).toEqual([]);
  });

  test('names every template with its hash', () => {
    expect(loaded.kind).toBe('assembly');
    expect(loaded.templates.map(({ stack }) => stack)).toEqual(loaded.model.stacks.map(({ name }) => name));
    expect(
      loaded.templates.every(({ file, sha256 }) => path.extname(file) === '.json' && /^[0-9a-f]{64}$/.test(sha256)),
    ).toBe(true);
  });
});
