import type { TemplateModel } from '../../../template';
import { blockKey, type ServiceAtom } from '../../address';
import type { ControlPlaneWay } from '../../engine/control-plane';
import type { Judge } from '../../engine/judge';
import type { Parties } from '../../engine/parties';
import { Spaces } from '../../engine/spaces';
import { Verifier } from '../../engine/verifier';
import type { VerifierOptions } from '../../engine/world-view';
import type { Network } from '../../network/types';
import { BriefJudge } from './brief-judge';
import { changedParts, partsOf, type Parts } from './parts';
import { RecordingEnv } from './recording';
import { SharingGraph, type Basis } from './sharing-graph';

/** Everything that a rule may be opened to: networks are cut along it beforehand. */
const EVERYTHING = ['0.0.0.0/0', '::/0'];

/**
 * Asks the same again and again of models that differ little from one: what a change does not touch is not found anew.
 *
 * Its verifiers answer in brief, without witnesses, certificates and ways of the control plane, and take what may get
 * through for getting through.
 */
export class Rechecker {
  /** Answers about the model itself; what it has been asked is what the others need not find. */
  readonly verifier: Verifier;
  private readonly options: VerifierOptions;
  private readonly bases: { readonly network: Network; readonly parts: Parts; readonly graph: SharingGraph }[] = [];

  constructor(model: TemplateModel, options: VerifierOptions = {}) {
    this.options = options;
    const asked = { ...options.asked, addresses: [...EVERYTHING, ...(options.asked?.addresses ?? [])] };
    this.verifier = new BriefVerifier(model, {
      ...options,
      asked,
      makeJudge: (network, parties, allowForged) => this.firstJudge(network, parties, allowForged),
    });
  }

  /** Answers about another model. */
  of(model: TemplateModel): Verifier {
    return new BriefVerifier(model, {
      ...this.options,
      makeJudge: (network, parties, allowForged) => this.judge(network, parties, allowForged),
    });
  }

  private firstJudge(network: Network, parties: Parties, allowForged: boolean): Judge {
    const graph = new SharingGraph(new RecordingEnv(network), parties, allowForged);
    // The last one has been asked what the others have not.
    this.bases.unshift({ network, parts: partsOf(network), graph });
    return new BriefJudge(graph);
  }

  private judge(network: Network, parties: Parties, allowForged: boolean): Judge {
    const spaces = new Spaces(network);
    const basis = this.nearest(network, spaces);
    const env = new RecordingEnv(network, basis?.graph.env.spaces ?? spaces);
    // Once a firewall looks at source ports, every connection is looked at port by port.
    const isAlike = basis?.graph.env.looksAtPorts === env.looksAtPorts;
    return new BriefJudge(
      isAlike
        ? new SharingGraph(env, parties, allowForged, basis)
        : new SharingGraph(new RecordingEnv(network, spaces), parties, allowForged),
    );
  }

  /** What is known of the network that differs least, among those that are cut as finely at least. */
  private nearest(network: Network, spaces: Spaces): Basis | undefined {
    const parts = partsOf(network);
    const found = this.bases.flatMap(({ network: other, parts: known, graph }): readonly Basis[] => {
      const isFine = isCutAlong(other, graph.env.spaces, network, spaces);
      const changed = isFine ? changedParts(known, parts) : undefined;
      return changed === undefined ? [] : [{ graph, changed }];
    });
    return found.sort((a, b) => a.changed.size - b.changed.size)[0];
  }
}

class BriefVerifier extends Verifier {
  override controlPlane(): readonly ControlPlaneWay[] {
    return [];
  }
}

/** Whether spaces are cut wherever others are. */
function isCutAlong(network: Network, spaces: Spaces, other: Network, others: Spaces): boolean {
  const blocks = new Set(network.blocks.map(blockKey));
  const atoms = new Set(spaces.services.atoms.map(startOf));
  const ports = new Set(spaces.ports.map(({ from }) => from));
  return (
    other.blocks.every((block) => blocks.has(blockKey(block))) &&
    others.services.atoms.every((atom) => atoms.has(startOf(atom))) &&
    others.ports.every(({ from }) => ports.has(from))
  );
}

function startOf({ protocol, ports, icmp }: ServiceAtom): string {
  return `${protocol ?? ''} ${ports?.from ?? ''} ${icmp?.type ?? ''} ${icmp?.code ?? ''}`;
}
