import { useWords } from '#ui/words.tsx';

export interface MapPointProps {
  id: string;
  /** Names of the two hidden fields. */
  latName: string;
  lonName: string;
  lat?: string;
  lon?: string;
  /** Address of the tiles, with {z}, {x}, {y}. */
  tilesUrl: string;
  attribution: string;
  /** Where the map opens when there is no point yet. */
  centre: { lat: number; lon: number; zoom: number };
  /** Text that stands where the map will be, e.g. "ou indiquez une adresse ci-dessus". */
  help?: string;
}

/**
 * A place on a map, always beside an address field: without script, only the address is asked.
 * The map is loaded when the person asks for it.
 */
export function MapPoint(props: MapPointProps) {
  const words = useWords();
  return (
    <div
      class="pv-map-point"
      id={props.id}
      data-map-point
      data-tiles={props.tilesUrl}
      data-attribution={props.attribution}
      data-lat={props.centre.lat}
      data-lon={props.centre.lon}
      data-zoom={props.centre.zoom}
      data-zoom-in={words.zoomIn}
      data-zoom-out={words.zoomOut}
      data-help={words.mapHelp}
      data-locating={words.locating}
      data-located={words.located}
      data-not-located={words.notLocated}
    >
      <input type="hidden" name={props.latName} value={props.lat ?? ''} data-map-lat />
      <input type="hidden" name={props.lonName} value={props.lon ?? ''} data-map-lon />
      {props.help && <p class="govuk-hint">{props.help}</p>}
      <div class="govuk-button-group" data-map-buttons hidden>
        <button class="govuk-button govuk-button--secondary" type="button" data-map-locate>
          {words.locate}
        </button>
        <button class="govuk-button govuk-button--secondary" type="button" data-map-open>
          {words.openMap}
        </button>
      </div>
      <p class="pv-map-point__status" role="status" />
      <div class="pv-map" data-map-canvas hidden />
    </div>
  );
}
