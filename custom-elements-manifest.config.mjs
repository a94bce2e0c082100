/** `EtronTicketForm` is the tag `etron-ticket-form`: the class name is the one place that says so. */
const tagOf = (className) => className.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

/** The analyzer knows tags from `customElements.define` in the class's own file; here the define files are apart. */
const tagsByName = {
  name: 'tags-by-name',
  packageLinkPhase({ customElementsManifest }) {
    for (const { path, declarations, exports } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        if (
          declaration.kind !== 'class' ||
          !/^Etron[A-Z]/.test(declaration.name) ||
          declaration.name === 'EtronElement'
        )
          continue;
        declaration.customElement = true;
        declaration.tagName = tagOf(declaration.name);
        exports.push({
          kind: 'custom-element-definition',
          name: declaration.tagName,
          declaration: { name: declaration.name, module: path },
        });
      }
    }
    // Everything else is nobody's business outside.
    customElementsManifest.modules = customElementsManifest.modules.filter(({ declarations }) =>
      declarations.some(({ tagName }) => tagName),
    );
    for (const { declarations } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        declaration.members = declaration.members?.filter(
          ({ name, privacy = 'public' }) => !name.startsWith('#') && privacy === 'public',
        );
      }
    }
  },
};

export default {
  globs: ['components/*/*.ts', 'src/internal/element.ts'],
  exclude: ['**/*.test.ts', '**/*.styles.ts', '**/*.define.ts', 'components/shared/**'],
  litelement: true,
  plugins: [tagsByName],
};
