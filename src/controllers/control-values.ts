type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Passes the present value of each control to `take`, with the control's `id`. Password managers and the autofill of some browsers fill in controls without
 * any event, so values must be read from the controls before they are sent.
 */
export function readControls(controls: Iterable<Element>, take: (id: string, value: string) => void): void {
  for (const control of controls)
    if (control.matches('input:not([type=file]), textarea, select')) take(control.id, (control as Control).value);
}
