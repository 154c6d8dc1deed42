export { FileProblemsError, readYamlFile } from '#platform/yaml/read-yaml-file.ts';
