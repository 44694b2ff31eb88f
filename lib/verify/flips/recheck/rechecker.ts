import type { TemplateModel } from '../../../template';
import { blockKey, type ServiceAtom } from '../../address';
import type { ControlPlaneWay } from '../../engine/control-plane';
import type { Judge } from '../../engine/judge';
import { Env } from '../../engine/leg/env';
import type { Parties } from '../../engine/parties';
import { Spaces } from '../../engine/spaces';
import { Verifier } from '../../engine/verifier';
import type { VerifierOptions } from '../../engine/world-view';
import type { Network } from '../../network/types';
import { BriefJudge } from './brief-judge';
import { castOf } from './cast';
import { cutFiner } from './finer';
import { changedParts, partsOf, type Parts } from './parts';
import { Others } from './others';
import type { Recorder } from './recorder';
import { RecordingEnv } from './recording';
import { SharingGraph } from './sharing-graph';

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
  private readonly bases: Known[] = [];

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

  private firstJudge(built: Network, parties: Parties, allowForged: boolean): Judge {
    const network = cutFiner(built);
    const env = new RecordingEnv(network);
    const graph = new SharingGraph(env, parties, allowForged, { recorder: env.recorder });
    // The last one has been asked what the others have not.
    this.bases.unshift({ network, parts: partsOf(network), cast: castOf(parties), graph, recorder: env.recorder });
    return new BriefJudge(graph);
  }

  private judge(network: Network, parties: Parties, allowForged: boolean): Judge {
    const spaces = new Spaces(network);
    const near = this.nearest(network, spaces);
    if (near !== undefined) {
      const { known, parts } = near;
      const env = new Env(network, known.graph.env.spaces);
      // Once a firewall looks at source ports, every connection is looked at port by port.
      if (known.graph.env.looksAtPorts === env.looksAtPorts) {
        const changed = known.recorder.changedBy(parts, new Others(env));
        const basis = { graph: known.graph, changed, hasSameCast: known.cast === castOf(parties) };
        return new BriefJudge(new SharingGraph(env, parties, allowForged, { basis }));
      }
    }
    return new BriefJudge(new SharingGraph(new Env(network, spaces), parties, allowForged, {}));
  }

  /** What is known of the network that differs least, among those that are cut as finely at least. */
  private nearest(network: Network, spaces: Spaces): Near | undefined {
    const all = partsOf(network);
    const found = this.bases.flatMap((known): readonly Near[] => {
      const isFine = isCutAlong(known.network, known.graph.env.spaces, network, spaces);
      const parts = isFine ? changedParts(known.parts, all) : undefined;
      return parts === undefined ? [] : [{ known, parts }];
    });
    return found.sort((a, b) => a.parts.size - b.parts.size)[0];
  }
}

/** A network about which something was found. */
interface Known {
  readonly network: Network;
  readonly parts: Parts;
  readonly cast: string;
  readonly graph: SharingGraph;
  readonly recorder: Recorder;
}

/** What is known of a network, and ids of the parts that differ. */
interface Near {
  readonly known: Known;
  readonly parts: ReadonlySet<string>;
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
