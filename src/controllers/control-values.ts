type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Hands over what stands in the controls of a form by now, each with its `id`. Password managers and the autofill of some browsers fill controls in
 * without any event: whoever sends values reads them here first instead of trusting what events told.
 */
export function readControls(controls: Iterable<Element>, take: (id: string, value: string) => void): void {
  for (const control of controls)
    if (control.matches('input:not([type=file]), textarea, select')) take(control.id, (control as Control).value);
}
