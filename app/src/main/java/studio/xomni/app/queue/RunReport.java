package studio.xomni.app.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/** Turns the engine's progress into what the window shows. For the device's thread. */
final class RunReport {

    private final long job;
    private final int pictures;
    private final int rows;
    private final int columns;
    private final Estimate estimate;
    private final int[][] codes;
    private final @Nullable Picture[] shown;
    private int rowsWritten;
    private @Nullable Previews previews;

    private RunState.Stage stage = RunState.Stage.LOADING;
    private String detail = "";
    private int picture;
    private int done;
    private int total;
    private volatile boolean stopping;
    private volatile boolean chatting;

    RunReport(long job, int pictures, int rows, int columns, Estimate estimate) {
        this.job = job;
        this.pictures = pictures;
        this.rows = rows;
        this.columns = columns;
        this.estimate = estimate;
        this.codes = new int[pictures][rows * columns];
        this.shown = new Picture[pictures];
    }

    /** From now on pictures are shown while they are made. */
    void previews(Optional<Previews> made) {
        previews = made.orElse(null);
    }

    /** Shows the rows that were there before. */
    void kept(List<ImageTokens> tokens) {
        for (int i = 0; i < pictures; i++) {
            int[] part = tokens.get(i).codes();
            System.arraycopy(part, 0, codes[i], 0, part.length);
        }
        rowsWritten = tokens.get(0).rows();
        for (int i = 0; i < pictures; i++) {
            coarse(i);
        }
    }

    void stopping() {
        stopping = true;
    }

    /** Whether a question of the chat goes ahead now. */
    void chatting(boolean now) {
        chatting = now;
    }

    void note(Progress progress, double now) {
        estimate.note(progress, now);
        if (progress instanceof Progress.Loading loading) {
            stage = RunState.Stage.LOADING;
            detail = loading.part();
        } else if (progress instanceof Progress.Reading) {
            stage = RunState.Stage.READING;
        } else if (progress instanceof Progress.Writing writing) {
            stage = RunState.Stage.WRITING;
            done = writing.done();
            total = writing.total();
        } else if (progress instanceof Progress.Row row) {
            System.arraycopy(row.codes(), 0, codes[row.picture()], row.row() * columns, columns);
            rowsWritten = row.row() + 1;
            coarse(row.picture());
        } else if (progress instanceof Progress.Painting painting) {
            stage = RunState.Stage.PAINTING;
            picture = painting.picture();
            done = painting.done();
            total = painting.total();
        } else if (progress instanceof Progress.Preview preview) {
            shown[preview.picture()] = preview.rgb();
        } else if (progress instanceof Progress.Decoding decoding) {
            stage = RunState.Stage.DECODING;
            picture = decoding.picture();
        }
    }

    private void coarse(int index) {
        if (previews != null) {
            int[] written = Arrays.copyOf(codes[index], rowsWritten * columns);
            shown[index] = previews.writing(new ImageTokens(rowsWritten, columns, written), rows);
        }
    }

    void finished(int index, Picture made, double now) {
        shown[index] = made;
        estimate.finished(now);
    }

    Pace learned() {
        return estimate.learned();
    }

    RunState state(double now) {
        List<Picture> all = new ArrayList<>();
        for (Picture one : shown) {
            if (one != null) {
                all.add(one);
            }
        }
        OptionalDouble left =
                stage == RunState.Stage.LOADING ? OptionalDouble.empty() : estimate.left(now);
        return new RunState(
                job,
                chatting ? RunState.Stage.CHATTING : stage,
                detail,
                picture,
                pictures,
                done,
                total,
                estimate.fraction(),
                left,
                all.size() == pictures ? List.copyOf(all) : List.of(),
                stopping);
    }
}
