/** The rules of axe that judge colours: the only ones that may decide otherwise in dark than in light, on the same page of the same size. */
export const COLOR_RULES = ['color-contrast', 'link-in-text-block'];
