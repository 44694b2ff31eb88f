import type { PolicyRule } from '../../../lib/verify/policy/types';
import { MATRICES } from '../matrices';
import type { Matrix } from '../matrices/matrix';
import { matrixRule } from './matrix-policy';

/** The matrix of a site. */
export function requireMatrix(site: string): Matrix {
  const matrix = MATRICES.get(site);
  if (matrix === undefined) {
    throw new Error(`no matrix of ${site}`);
  }
  return matrix;
}

/** Segments whose interfaces are the site's own, but for those that only pass on. */
export function ownSegments(matrix: Matrix): readonly string[] {
  return [...matrix.segments].flatMap(([name, { members }]) => (members.kind === 'interfaces' ? [name] : []));
}

/** Segments behind the entry load balancer. */
export function innerSegments(matrix: Matrix): readonly string[] {
  return ownSegments(matrix).filter((name) => name !== 'barrier' && name !== 'egress');
}

/** What every reference site promises: the matrix, cell by cell, and what is worth saying by itself. */
export function commonRules(matrix: Matrix): readonly PolicyRule[] {
  return [
    matrixRule(matrix, 'direct'),
    matrixRule(matrix, 'viaProxies'),
    {
      kind: 'isolate',
      id: 'no-direct-way-in',
      why: 'U8: no direct path from outside to inside',
      from: 'internet',
      to: ownSegments(matrix),
      level: 'direct',
    },
    {
      kind: 'pass-through',
      id: 'entry-through-barrier',
      why: 'U6 U8: whoever comes in comes through the entry load balancer',
      from: ['internet', 'edge'],
      to: innerSegments(matrix),
      through: 'barrier',
    },
    {
      kind: 'isolate',
      id: 'outside-never-inside',
      why: 'U8: not even by way of proxies does a request from outside pass the web tier',
      from: ['internet', 'edge'],
      to: innerSegments(matrix).filter((name) => name !== 'dmz'),
    },
    {
      kind: 'isolate',
      id: 'data-reaches-nothing',
      why: 'U6 U10: the data segment reaches nothing',
      from: 'data',
      to: ['internet', ...ownSegments(matrix).filter((name) => name !== 'data'), 's3'],
    },
    {
      kind: 'reach-only',
      id: 'data-on-its-port-only',
      why: 'U3 U6: the app tier and the probes reach the database, on its port',
      from: ['app', 'ops'],
      to: 'data',
      services: ['tcp/5433'],
    },
    {
      kind: 'isolate',
      id: 'no-stepping-stone',
      why: 'U10 C3: servers of one tier open nothing to each other',
      from: 'app',
      to: 'app',
      level: 'direct',
    },
    {
      kind: 'isolate',
      id: 'no-stepping-stone-in-dmz',
      why: 'U10: web servers open nothing to each other',
      from: 'dmz',
      to: 'dmz',
      level: 'direct',
    },
    {
      kind: 'reach',
      id: 'requests-arrive',
      why: 'U6 K3: a request comes from the edge to the web tier, and from there to the app tier',
      from: 'barrier',
      to: 'dmz',
      services: ['tcp/8443'],
    },
  ];
}
