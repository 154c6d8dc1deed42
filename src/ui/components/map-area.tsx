import { useWords } from '#ui/words.tsx';

export interface MapAreaProps {
  id: string;
  /** Name of the hidden field: `lat,lon;lat,lon;…`. */
  name: string;
  value?: string;
  /** Address of the tiles, with {z}, {x}, {y}. */
  tilesUrl: string;
  attribution: string;
  /** Where the map opens when nothing is drawn yet. */
  centre: { lat: number; lon: number; zoom: number };
}

/** An area drawn on a map, always beside words that say it: without script nothing of this is in sight. */
export function MapArea(props: MapAreaProps) {
  const words = useWords();
  return (
    <div
      class="pv-map-point"
      id={props.id}
      data-map-area
      data-tiles={props.tilesUrl}
      data-attribution={props.attribution}
      data-lat={props.centre.lat}
      data-lon={props.centre.lon}
      data-zoom={props.centre.zoom}
      data-zoom-in={words.zoomIn}
      data-zoom-out={words.zoomOut}
      data-help={words.mapAreaHelp}
      data-corners={words.mapCorners}
      data-no-corner={words.mapNoCorner}
    >
      <input type="hidden" name={props.name} value={props.value ?? ''} data-map-points />
      <div class="govuk-button-group" data-map-buttons hidden>
        <button class="govuk-button govuk-button--secondary" type="button" data-map-open>
          {words.drawArea}
        </button>
        <button class="govuk-button govuk-button--secondary" type="button" data-map-undo hidden>
          {words.undoCorner}
        </button>
        <button class="govuk-button govuk-button--secondary" type="button" data-map-clear hidden>
          {words.clearArea}
        </button>
      </div>
      <p class="pv-map-point__status" role="status" />
      <div class="pv-map" data-map-canvas hidden />
    </div>
  );
}
