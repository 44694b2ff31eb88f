export { APPLICATION_USER, AuroraCluster, type AuroraClusterProps } from './aurora-cluster';
export { quietTime } from './quiet-time';
