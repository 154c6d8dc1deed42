/** A bar beside a figure that is written: decoration, hidden from assistive technology. `value` of `most`. */
export function Bar({ value, most, late }: { value: number; most: number; late?: boolean }) {
  const width = most === 0 ? 0 : Math.round((1000 * value) / most) / 10;
  return (
    <svg class="pv-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="pv-bar__track" x="0" y="0" width="100" height="8" />
      <rect
        class={late === true ? 'pv-bar__value pv-bar__value--late' : 'pv-bar__value'}
        x="0"
        y="0"
        width={width}
        height="8"
      />
    </svg>
  );
}
