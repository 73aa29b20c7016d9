package studio.xomni.app.models;

/** Short work with the open model that goes ahead of the running job, such as a question. */
public interface Interlude {

    /**
     * Does the work, on the device's thread.
     *
     * @param jobWaits whether a job waits meanwhile: its model must stay open then
     * @return false to be called once more when no job waits
     */
    boolean run(boolean jobWaits);
}
