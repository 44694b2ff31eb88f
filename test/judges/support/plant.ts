import type { PlantedAssembly } from './planting';

/** A fault somebody might write into a template, and the rule that finds it. */
export interface TemplatePlant {
  /** Part of the template the fault is in. */
  readonly part:
    | 'route'
    | 'security group'
    | 'network ACL'
    | 'key policy'
    | 'alarm action'
    | 'listener'
    | 'retention'
    | 'error page';
  readonly fault: string;
  /** Id of our own rule that finds it. */
  readonly judge: string;
  /** Reference site it is planted in. */
  readonly site: 'ticket-agency' | 'starter';
  readonly plant: (assembly: PlantedAssembly) => void;
}
