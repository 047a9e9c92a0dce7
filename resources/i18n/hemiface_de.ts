<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Hemiface</source>
        <translation>Über Hemiface</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Hemiface is free software under the GNU General Public License, version 3 or later. It comes without any warranty. The network&apos;s weights have terms of their own, which stand on the model card below.</source>
        <translation>Hemiface ist freie Software unter der GNU General Public License, Version 3 oder später. Es gibt keinerlei Gewährleistung. Für die Gewichte des Netzes gelten eigene Bedingungen; sie stehen unten auf der Modellkarte.</translation>
    </message>
    <message>
        <source>Python {0}, Qt {1} (GNU Lesser General Public License 3).</source>
        <translation>Python {0}, Qt {1} (GNU Lesser General Public License 3).</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Verwendungszweck</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
</context>
<context>
    <name>AnswerField</name>
    <message>
        <source>not graded</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
</context>
<context>
    <name>BlinkNote</name>
    <message>
        <source>This camera has no format of {0:.0f} pictures a second: blinks are recorded at its usual rate, and the speed of the lids is not measured.</source>
        <translation>Diese Kamera hat kein Format mit {0:.0f} Bildern je Sekunde: Lidschläge werden mit ihrer üblichen Bildrate aufgenommen, und die Geschwindigkeit der Lider wird nicht gemessen.</translation>
    </message>
    <message>
        <source>Blinks are recorded at {0:.0f} pictures a second; the speed of the lids needs {1:.0f} and is not measured.</source>
        <translation>Lidschläge werden mit {0:.0f} Bildern je Sekunde aufgenommen; die Geschwindigkeit der Lider braucht {1:.0f} und wird nicht gemessen.</translation>
    </message>
    <message>
        <source>Blinks are recorded at {0:.0f} pictures a second.</source>
        <translation>Lidschläge werden mit {0:.0f} Bildern je Sekunde aufgenommen.</translation>
    </message>
</context>
<context>
    <name>CapturePage</name>
    <message>
        <source>Beeps</source>
        <translation>Signaltöne</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>Bildschirm des Patienten</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>The system&apos;s default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>The camera chosen before (not connected)</source>
        <translation>Die zuletzt gewählte Kamera (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>For movements a camera should give {0} pictures a second, for blinks {1} or more.</source>
        <translation>Für Bewegungen sollte eine Kamera {0} Bilder je Sekunde liefern, für Lidschläge {1} oder mehr.</translation>
    </message>
    <message>
        <source>No camera is connected. Video files can be used instead.</source>
        <translation>Keine Kamera angeschlossen. Stattdessen können Videodateien verwendet werden.</translation>
    </message>
    <message>
        <source>The best for the exercise</source>
        <translation>Das beste für die Übung</translation>
    </message>
</context>
<context>
    <name>CaptureRunning</name>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>Waiting for the camera…</source>
        <translation>Warten auf die Kamera …</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Record in spite of the lights</source>
        <translation>Trotzdem aufnehmen</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Keep it as it is</source>
        <translation>So behalten</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Start this exercise again</source>
        <translation>Diese Übung neu beginnen</translation>
    </message>
    <message>
        <source>Keep the earlier recording</source>
        <translation>Frühere Aufnahme behalten</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>Auslassen …</translation>
    </message>
    <message>
        <source>Finish and analyse</source>
        <translation>Beenden und auswerten</translation>
    </message>
    <message>
        <source>Leave for later</source>
        <translation>Später fortsetzen</translation>
    </message>
    <message>
        <source>Yes, the sides are correct</source>
        <translation>Ja, die Seiten stimmen</translation>
    </message>
    <message>
        <source>No, they are exchanged</source>
        <translation>Nein, sie sind vertauscht</translation>
    </message>
    <message>
        <source>The camera delivers a mirror image; the sides are put right.</source>
        <translation>Die Kamera liefert ein Spiegelbild; die Seiten werden richtiggestellt.</translation>
    </message>
    <message>
        <source>Confirm the sides</source>
        <translation>Seiten bestätigen</translation>
    </message>
    <message>
        <source>Ask the patient to lift the right hand beside the face. Is it on the side marked RIGHT?</source>
        <translation>Den Patienten bitten, die rechte Hand neben das Gesicht zu heben. Ist sie auf der mit RECHTS bezeichneten Seite?</translation>
    </message>
    <message>
        <source>examiner</source>
        <translation>Untersucher</translation>
    </message>
    <message>
        <source>Skip this exercise</source>
        <translation>Diese Übung auslassen</translation>
    </message>
    <message>
        <source>Why is it left out? The recording that it has is deleted.</source>
        <translation>Warum wird sie ausgelassen? Ihre vorhandene Aufnahme wird gelöscht.</translation>
    </message>
    <message>
        <source>Why is it left out?</source>
        <translation>Warum wird sie ausgelassen?</translation>
    </message>
    <message>
        <source>not possible for the patient</source>
        <translation>dem Patienten nicht möglich</translation>
    </message>
    <message>
        <source>painful</source>
        <translation>schmerzhaft</translation>
    </message>
    <message>
        <source>not needed today</source>
        <translation>heute nicht nötig</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>keine Zeit</translation>
    </message>
    <message>
        <source>Repetition {0} can hardly be used. {1}</source>
        <translation>Wiederholung {0} ist kaum brauchbar. {1}</translation>
    </message>
    <message>
        <source>Record this one</source>
        <translation>Diese Übung aufnehmen</translation>
    </message>
    <message>
        <source>Pictures missing: {0}</source>
        <translation>Fehlende Bilder: {0}</translation>
    </message>
    <message>
        <source>Room for more than {0} hours of video</source>
        <translation>Platz für mehr als {0} Stunden Video</translation>
    </message>
    <message>
        <source>Room for {0:.0f} minutes of video</source>
        <translation>Platz für {0:.0f} Minuten Video</translation>
    </message>
    <message>
        <source>The camera gives no pictures. What was recorded is safe; plug it in again.</source>
        <translation>Die Kamera liefert keine Bilder. Das Aufgenommene ist sicher; die Kamera bitte neu anschließen.</translation>
    </message>
</context>
<context>
    <name>CaptureStart</name>
    <message>
        <source>Seat the patient at eye height of the camera, one metre or more away; zoom in rather than come near. Even light from the front, hair off the forehead, no glasses. Only the patient in the picture.</source>
        <translation>Den Patienten in Augenhöhe der Kamera setzen, mindestens einen Meter entfernt; lieber zoomen als näher herangehen. Gleichmäßiges Licht von vorn, Haare aus der Stirn, keine Brille. Nur der Patient im Bild.</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Nicht abgeschlossen</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>Neue Untersuchung</translation>
    </message>
    <message>
        <source>Start the camera</source>
        <translation>Kamera starten</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Record with a camera</source>
        <translation>Mit einer Kamera aufnehmen</translation>
    </message>
    <message>
        <source>Choose videos…</source>
        <translation>Videos wählen …</translation>
    </message>
    <message>
        <source>Try without a camera…</source>
        <translation>Ohne Kamera ausprobieren …</translation>
    </message>
    <message>
        <source>Goes through the recording with a video in place of the camera.</source>
        <translation>Spielt die Aufnahme mit einem Video anstelle der Kamera durch.</translation>
    </message>
    <message>
        <source>Use videos that were recorded elsewhere</source>
        <translation>Anderswo aufgenommene Videos verwenden</translation>
    </message>
    <message>
        <source>Drop the files here, one for each exercise.</source>
        <translation>Dateien hierher ziehen, eine je Übung.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A visit is being analysed</source>
        <translation>Eine Untersuchung wird ausgewertet</translation>
    </message>
    <message>
        <source>This visit</source>
        <translation>Diese Untersuchung</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>Bildschirm des Patienten</translation>
    </message>
    <message>
        <source>{0}: {1} of {2}</source>
        <translation>{0}: {1} von {2}</translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation>Es ist noch nichts aufgenommen.</translation>
    </message>
    <message>
        <source>Analyse as it is</source>
        <translation>Im jetzigen Stand auswerten</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>Aufnahme fortsetzen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>The patient&apos;s consent was withdrawn.</source>
        <translation>Der Patient hat die Einwilligung widerrufen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the recordings of {0}? They cannot be brought back.</source>
        <translation>Die Aufnahmen vom {0} löschen? Sie lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Videos ({0})</source>
        <translation>Videos ({0})</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>Warten auf das Netz</translation>
    </message>
</context>
<context>
    <name>CaptureView</name>
    <message>
        <source>A visit is being recorded</source>
        <translation>Eine Untersuchung wird aufgenommen</translation>
    </message>
    <message>
        <source>A visit is being analysed</source>
        <translation>Eine Untersuchung wird ausgewertet</translation>
    </message>
    <message>
        <source>What was recorded here is kept, and offered again under Capture when its patient is chosen; an analysis is broken off. Close now?</source>
        <translation>Das hier Aufgenommene bleibt erhalten und wird unter „Aufnahme“ wieder angeboten, wenn der Patient gewählt ist; eine Auswertung wird abgebrochen. Jetzt schließen?</translation>
    </message>
</context>
<context>
    <name>ChartChoices</name>
    <message>
        <source>What to chart</source>
        <translation>Dargestellte Maße</translation>
    </message>
    <message>
        <source>Same as in the report</source>
        <translation>Auswahl wie im Bericht</translation>
    </message>
    <message>
        <source>Open an exercise and tick its measures; bold: charted.</source>
        <translation>Eine Übung aufklappen und ihre Maße ankreuzen; fett: dargestellt.</translation>
    </message>
    <message>
        <source>Chart what the report charts first</source>
        <translation>Die Maße darstellen, die im Bericht zuerst stehen</translation>
    </message>
</context>
<context>
    <name>ClipList</name>
    <message>
        <source>I have looked: left and right are the patient&apos;s in all these videos</source>
        <translation>Ich habe nachgesehen: links und rechts sind in allen diesen Videos die Seiten des Patienten</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The patient&apos;s consent was withdrawn.</source>
        <translation>Der Patient hat die Einwilligung widerrufen.</translation>
    </message>
    <message>
        <source>The videos stay here until the visit is stored.</source>
        <translation>Die Videos bleiben hier, bis die Untersuchung gespeichert ist.</translation>
    </message>
    <message>
        <source>Say which exercise each video shows.</source>
        <translation>Angeben, welche Übung jedes Video zeigt.</translation>
    </message>
    <message>
        <source>Each exercise once: remove a video or choose another exercise.</source>
        <translation>Jede Übung nur einmal: ein Video entfernen oder eine andere Übung wählen.</translation>
    </message>
    <message>
        <source>A video at rest is needed: movements are measured against it.</source>
        <translation>Ein Video in Ruhe ist nötig: Bewegungen werden im Vergleich zur Ruhe gemessen.</translation>
    </message>
    <message>
        <source>Confirm the sides.</source>
        <translation>Seiten bestätigen.</translation>
    </message>
    <message>
        <source>examiner</source>
        <translation>Untersucher</translation>
    </message>
</context>
<context>
    <name>ConsentNotice</name>
    <message>
        <source>Open the record</source>
        <translation>Akte öffnen</translation>
    </message>
    <message>
        <source>No consent is recorded for this patient: ask for it and enter it in the record.</source>
        <translation>Für diesen Patienten ist keine Einwilligung eingetragen: Holen Sie sie ein und tragen Sie sie in die Akte ein.</translation>
    </message>
    <message>
        <source>The consent was withdrawn on {0}: nothing may be recorded until a new one stands in the record.</source>
        <translation>Die Einwilligung wurde am {0} widerrufen: Es darf nichts aufgenommen werden, bis eine neue in der Akte steht.</translation>
    </message>
    <message>
        <source>The consent does not cover video recording and pictures: ask the patient before you record.</source>
        <translation>Die Einwilligung umfasst keine Videoaufnahmen und Bilder: Fragen Sie den Patienten, bevor Sie aufnehmen.</translation>
    </message>
</context>
<context>
    <name>CuePanel</name>
    <message>
        <source>Progress of this step</source>
        <translation>Fortschritt dieses Schritts</translation>
    </message>
    <message>
        <source>Repetition {0} of {1}</source>
        <translation>Wiederholung {0} von {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>CurveChart</name>
    <message>
        <source>Curves over the steps</source>
        <translation>Kurven über die Schritte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Movement {0}: {1} at {2} s</source>
        <translation>Bewegung {0}: {1} bei {2} s</translation>
    </message>
    <message>
        <source>onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>Höhepunkt</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Curve of {0}, right and left; movements found: {1}</source>
        <translation>Kurve von {0}, rechts und links; gefundene Bewegungen: {1}</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Average every picture with its mirror image</source>
        <translation>Jedes Bild mit seinem Spiegelbild mitteln</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>Längen</translation>
    </message>
    <message>
        <source>Millimetres where measured</source>
        <translation>Millimeter, wo gemessen</translation>
    </message>
    <message>
        <source>Always outer-canthal widths (OCW)</source>
        <translation>Immer in Vielfachen des Abstands der äußeren Lidwinkel (OCW)</translation>
    </message>
    <message>
        <source>Unlock the training runs</source>
        <translation>Trainingsläufe freischalten</translation>
    </message>
    <message>
        <source>Open the training runs</source>
        <translation>Trainingsläufe öffnen</translation>
    </message>
    <message>
        <source>Open the patient&apos;s record</source>
        <translation>Akte des Patienten öffnen</translation>
    </message>
    <message>
        <source>Adding up the files…</source>
        <translation>Belegter Speicher wird ermittelt …</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Analysis and data</source>
        <translation>Auswertung und Daten</translation>
    </message>
    <message>
        <source>Left and right are treated alike; the analysis takes twice the time.</source>
        <translation>Links und rechts werden gleich behandelt; die Auswertung dauert doppelt so lange.</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Lengths are in millimetres once the distance of the outer eye corners, measured with a ruler, stands in the patient&apos;s record; until then they are in widths of that distance. Ratios of the two sides need no calibration.</source>
        <translation>Längen sind in Millimetern, sobald der mit dem Lineal gemessene Abstand der äußeren Lidwinkel in der Akte des Patienten steht; bis dahin in Vielfachen dieses Abstands. Verhältnisse der beiden Seiten brauchen keine Kalibrierung.</translation>
    </message>
    <message>
        <source>For results, review and recovery; report and exports keep millimetres where they were measured.</source>
        <translation>Für Ergebnisse, Durchsicht und Verlauf; Bericht und Exporte behalten Millimeter, wo sie gemessen wurden.</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>Forschung</translation>
    </message>
    <message>
        <source>For training the network; not needed in the clinic.</source>
        <translation>Zum Trainieren des Netzes; in der Klinik nicht nötig.</translation>
    </message>
    <message>
        <source>{0} used, {1} free on the disk</source>
        <translation>{0} belegt, {1} auf dem Datenträger frei</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>Progress of the demo patient&apos;s visits</source>
        <translation>Fortschritt der Untersuchungen des Demo-Patienten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Visits that are done stay.</source>
        <translation>Fertige Untersuchungen bleiben erhalten.</translation>
    </message>
    <message>
        <source>Demo patient: analysing visit {0} of {1}</source>
        <translation>Demo-Patient: Untersuchung {0} von {1} wird ausgewertet</translation>
    </message>
</context>
<context>
    <name>ExercisesPage</name>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Short: rest and the five movements of the Sunnybrook scale</source>
        <translation>Kurz: Ruhe und die fünf Bewegungen der Sunnybrook-Skala</translation>
    </message>
    <message>
        <source>Standard: the whole examination with blinks</source>
        <translation>Standard: die ganze Untersuchung mit Lidschlägen</translation>
    </message>
    <message>
        <source>Everything, with head turn, cheek puff and speech</source>
        <translation>Alles, mit Kopfdrehung, Wangenaufblasen und Sprechen</translation>
    </message>
    <message>
        <source>Own choice</source>
        <translation>Eigene Auswahl</translation>
    </message>
    <message>
        <source>Exercises to record</source>
        <translation>Aufzunehmende Übungen</translation>
    </message>
    <message>
        <source>Every movement is measured against rest.</source>
        <translation>Jede Bewegung wird im Vergleich zur Ruhe gemessen.</translation>
    </message>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>They are recorded in this order; rest always comes first.</source>
        <translation>Sie werden in dieser Reihenfolge aufgenommen; die Ruhe kommt immer zuerst.</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>This patient</source>
        <translation>Dieser Patient</translation>
    </message>
    <message>
        <source>Several patients</source>
        <translation>Mehrere Patienten</translation>
    </message>
    <message>
        <source>Patients to export</source>
        <translation>Zu exportierende Patienten</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>Zu exportierende Daten</translation>
    </message>
    <message>
        <source>Anonymised: no code, name or date of a person</source>
        <translation>Anonymisiert: ohne Kürzel, Namen und Datumsangaben</translation>
    </message>
    <message>
        <source>Pictures of faces in which landmarks were corrected, of patients who agreed to training. They cannot be anonymised.</source>
        <translation>Bilder von Gesichtern, in denen Landmarken berichtigt wurden, von Patienten, die dem Training zugestimmt haben. Sie lassen sich nicht anonymisieren.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Results of every visit (CSV)</source>
        <translation>Ergebnisse jeder Untersuchung (CSV)</translation>
    </message>
    <message>
        <source>Results, grades and every frame (XLSX)</source>
        <translation>Ergebnisse, Bewertungen und jedes Bild (XLSX)</translation>
    </message>
    <message>
        <source>Movement and landmarks of every frame (CSV)</source>
        <translation>Bewegung und Landmarken jedes Bildes (CSV)</translation>
    </message>
    <message>
        <source>Videos drawn from landmarks</source>
        <translation>Aus Landmarken gezeichnete Videos</translation>
    </message>
    <message>
        <source>Videos with the face hidden</source>
        <translation>Videos mit verdecktem Gesicht</translation>
    </message>
    <message>
        <source>Corrected pictures for training</source>
        <translation>Berichtigte Bilder für das Training</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
</context>
<context>
    <name>ExportsModel</name>
    <message>
        <source>Written: {0}</source>
        <translation>Geschrieben: {0}</translation>
    </message>
    <message>
        <source>Written: {0} workbooks in {1}, one for each patient, as all frames together are too many for an Excel sheet.</source>
        <translation>Geschrieben: {0} Arbeitsmappen in {1}, eine je Patient, da alle Bilder zusammen für ein Excel-Blatt zu viele sind.</translation>
    </message>
    <message>
        <source>Left out: {0} with corrected frames, but without consent to training.</source>
        <translation>Ausgelassen: {0} mit berichtigten Bildern, aber ohne Einwilligung in das Training.</translation>
    </message>
    <message>
        <source>Stopped; nothing half-written is left.</source>
        <translation>Angehalten; es bleiben keine unvollständigen Dateien zurück.</translation>
    </message>
</context>
<context>
    <name>FaultBox</name>
    <message>
        <source>Hemiface has a fault ({0}). What was saved is safe.</source>
        <translation>In Hemiface ist ein Programmfehler aufgetreten ({0}). Das Gespeicherte ist sicher.</translation>
    </message>
    <message>
        <source>A report is in {0}; it stays on this machine.</source>
        <translation>Ein Fehlerbericht liegt in {0}; er bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>for the head of reports</source>
        <translation>für den Kopf der Berichte</translation>
    </message>
    <message>
        <source>where nobody else is named</source>
        <translation>falls niemand anderes eingetragen ist</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of reports</source>
        <translation>Sprache der Berichte</translation>
    </message>
    <message>
        <source>Same as the window</source>
        <translation>Wie die Oberfläche</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Paper size of reports</source>
        <translation>Papierformat der Berichte</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Klinik</translation>
    </message>
    <message>
        <source>Examiner</source>
        <translation>Untersucher</translation>
    </message>
    <message>
        <source>Language and theme change when you save. Exports are in English.</source>
        <translation>Sprache und Farbschema wechseln beim Speichern. Exporte sind auf Englisch.</translation>
    </message>
</context>
<context>
    <name>GradeForm</name>
    <message>
        <source>Rater</source>
        <translation>Bewerter</translation>
    </message>
    <message>
        <source>Entered by</source>
        <translation>Eingetragen von</translation>
    </message>
    <message>
        <source>Blinded: graded without knowing patient, date and other grades</source>
        <translation>Verblindet: bewertet ohne Kenntnis von Patient, Datum und anderen Bewertungen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Show suggestions from the measurements</source>
        <translation>Vorschläge aus den Messungen zeigen</translation>
    </message>
    <message>
        <source>† Item not checked against the publication of the scale.</source>
        <translation>† Einzelitem nicht anhand der Veröffentlichung der Skala überprüft.</translation>
    </message>
    <message>
        <source>Limits named here are defaults of this software, not published, except that for the height of the mouth corners.</source>
        <translation>Die genannten Grenzen sind Vorgaben dieser Software, nicht veröffentlicht, außer der für die Höhe der Mundwinkel.</translation>
    </message>
    <message>
        <source>After {0}</source>
        <translation>Nach {0}</translation>
    </message>
    <message>
        <source>The limits between the grades are published for distances by ruler; reading them on ratios, and the limits of closure and of no movement, are defaults of this software.</source>
        <translation>Die Grenzen zwischen den Graden sind für Strecken mit dem Lineal veröffentlicht; sie auf Verhältnisse anzuwenden und die Grenzen für den Lidschluss und für keine Bewegung sind Vorgaben dieser Software.</translation>
    </message>
    <message>
        <source>Suggestion to confirm, low confidence: {0}</source>
        <translation>Vorschlag zur Bestätigung, geringe Sicherheit: {0}</translation>
    </message>
    <message>
        <source>Suggestion to confirm: {0}</source>
        <translation>Vorschlag zur Bestätigung: {0}</translation>
    </message>
    <message>
        <source>Accept: {0}</source>
        <translation>Übernehmen: {0}</translation>
    </message>
    <message>
        <source>Take this answer over as your own</source>
        <translation>Diese Antwort als eigene übernehmen</translation>
    </message>
</context>
<context>
    <name>GradesCard</name>
    <message>
        <source>Clinical grades</source>
        <translation>Klinische Bewertungen</translation>
    </message>
    <message>
        <source>No grade yet: the software measures, people grade.</source>
        <translation>Noch keine Bewertung: die Software misst, Menschen bewerten.</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>entered by {0}</source>
        <translation>eingetragen von {0}</translation>
    </message>
    <message>
        <source>suggested, confirmed by the rater</source>
        <translation>vorgeschlagen, vom Bewerter bestätigt</translation>
    </message>
    <message>
        <source>blinded</source>
        <translation>verblindet</translation>
    </message>
    <message>
        <source>patient&apos;s own answers</source>
        <translation>eigene Angaben des Patienten</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht eingetragen</translation>
    </message>
    <message>
        <source>Source of the scale: {0}</source>
        <translation>Quelle der Skala: {0}</translation>
    </message>
    <message>
        <source>Remove grade</source>
        <translation>Bewertung entfernen</translation>
    </message>
    <message>
        <source>Remove this grade for good?</source>
        <translation>Diese Bewertung endgültig entfernen?</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Visit</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>No patient chosen</source>
        <translation>Kein Patient gewählt</translation>
    </message>
    <message>
        <source>Visit {0}: {1}</source>
        <translation>Untersuchung {0}: {1}</translation>
    </message>
</context>
<context>
    <name>LightsRow</name>
    <message>
        <source>Yaw: positive towards the patient&apos;s right. Pitch: positive with the chin lifted. Roll: positive towards the patient&apos;s left shoulder. Rate: what really comes from the camera.</source>
        <translation>Drehung: positiv zur rechten Seite des Patienten. Nicken: positiv mit gehobenem Kinn. Neigung: positiv zur linken Schulter des Patienten. Bildrate: was wirklich von der Kamera kommt.</translation>
    </message>
    <message>
        <source>The picture is not judged.</source>
        <translation>Das Bild wird noch nicht beurteilt.</translation>
    </message>
    <message>
        <source>Yaw {0}   Pitch {1}   Roll {2}   Rate {3}</source>
        <translation>Drehung {0}   Nicken {1}   Neigung {2}   Bildrate {3}</translation>
    </message>
</context>
<context>
    <name>LivePreview</name>
    <message>
        <source>Camera picture, mirrored</source>
        <translation>Kamerabild, gespiegelt</translation>
    </message>
    <message>
        <source>Mirror view</source>
        <translation>Spiegelansicht</translation>
    </message>
    <message>
        <source>Recording {0}</source>
        <translation>Aufnahme {0}</translation>
    </message>
    <message>
        <source>RIGHT</source>
        <translation>RECHTS</translation>
    </message>
    <message>
        <source>LEFT</source>
        <translation>LINKS</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
</context>
<context>
    <name>ManualWindow</name>
    <message>
        <source>Hemiface manual</source>
        <translation>Hemiface-Handbuch</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>Handbuch durchsuchen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>No page holds these words.</source>
        <translation>Keine Seite enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>About Hemiface</source>
        <translation>Über Hemiface</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
</context>
<context>
    <name>NumberCard</name>
    <message>
        <source>About this number</source>
        <translation>Zu diesem Wert</translation>
    </message>
    <message>
        <source>Choose a number, or rest the mouse on it, to see where it comes from.</source>
        <translation>Einen Wert wählen oder mit der Maus darauf zeigen, um zu sehen, woher er stammt.</translation>
    </message>
    <message>
        <source>Landmarks behind this number</source>
        <translation>Landmarken hinter diesem Wert</translation>
    </message>
    <message>
        <source>A affected side, H healthy side</source>
        <translation>A betroffene, H gesunde Seite</translation>
    </message>
    <message>
        <source>Change since the visit before</source>
        <translation>Änderung seit der vorigen Untersuchung</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Wertebereich</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Measurement error</source>
        <translation>Messfehler</translation>
    </message>
    <message>
        <source>Smallest change that counts</source>
        <translation>Kleinste Änderung, die zählt</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
</context>
<context>
    <name>NumberTable</name>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Ratio or index</source>
        <translation>Verhältnis/Index</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Change is</source>
        <translation>Änderung liegt</translation>
    </message>
    <message>
        <source>Not available: {0}</source>
        <translation>Nicht verfügbar: {0}</translation>
    </message>
    <message>
        <source>{0}, more than at the visit before, beyond measurement error</source>
        <translation>{0}, mehr als bei der vorigen Untersuchung, außerhalb des Messfehlers</translation>
    </message>
    <message>
        <source>{0}, less than at the visit before, beyond measurement error</source>
        <translation>{0}, weniger als bei der vorigen Untersuchung, außerhalb des Messfehlers</translation>
    </message>
</context>
<context>
    <name>PageList</name>
    <message>
        <source>Pages of the report</source>
        <translation>Seiten des Berichts</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Seite {0} von {1}</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>{0} is missing.</source>
        <translation>{0} fehlt.</translation>
    </message>
</context>
<context>
    <name>PatientCard</name>
    <message>
        <source>Treatments and events</source>
        <translation>Behandlungen und Ereignisse</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Untersuchungen</translation>
    </message>
    <message>
        <source>No visit yet. Start one to record the exercises.</source>
        <translation>Noch keine Untersuchung. Beginnen Sie eine, um die Übungen aufzunehmen.</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>Neue Untersuchung</translation>
    </message>
    <message>
        <source>Open visit</source>
        <translation>Untersuchung öffnen</translation>
    </message>
    <message>
        <source>The videos of the chosen visit show left and right exchanged.</source>
        <translation>Die Videos der gewählten Untersuchung zeigen links und rechts vertauscht.</translation>
    </message>
    <message>
        <source>Edit record</source>
        <translation>Akte bearbeiten</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Akte</translation>
    </message>
    <message>
        <source>Exchange sides…</source>
        <translation>Seiten tauschen …</translation>
    </message>
    <message>
        <source>Edit visit…</source>
        <translation>Untersuchung bearbeiten …</translation>
    </message>
    <message>
        <source>Delete visit…</source>
        <translation>Untersuchung löschen …</translation>
    </message>
    <message>
        <source>Delete patient…</source>
        <translation>Patient löschen …</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>Links und rechts</translation>
    </message>
    <message>
        <source>Were left and right exchanged in all videos of this visit?

{0}

Its results are measured anew with the sides put right; the earlier ones are kept.</source>
        <translation>Waren links und rechts in allen Videos dieser Untersuchung vertauscht?

{0}

Die Ergebnisse werden mit richtiggestellten Seiten neu gemessen; die früheren bleiben erhalten.</translation>
    </message>
    <message>
        <source>Exchange the sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Geboren</translation>
    </message>
    <message>
        <source>Onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>Längen</translation>
    </message>
    <message>
        <source>in mm; outer eye corners {0} mm apart</source>
        <translation>in mm; Abstand der äußeren Lidwinkel {0} mm</translation>
    </message>
    <message>
        <source>in outer-canthal widths; for mm, enter the outer canthal distance</source>
        <translation>in Vielfachen des Abstands der äußeren Lidwinkel (OCW); für mm diesen Abstand messen</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Vorgeschichte</translation>
    </message>
    <message>
        <source>none recorded: reports show no pictures</source>
        <translation>keine eingetragen: Berichte zeigen keine Bilder</translation>
    </message>
    <message>
        <source>withdrawn on {0}</source>
        <translation>widerrufen am {0}</translation>
    </message>
    <message>
        <source>given on {0}</source>
        <translation>erteilt am {0}</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Remove this entry for good?</source>
        <translation>Diesen Eintrag endgültig entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>day {0} since onset</source>
        <translation>Tag {0} seit Beginn</translation>
    </message>
    <message>
        <source>not analysed</source>
        <translation>nicht ausgewertet</translation>
    </message>
</context>
<context>
    <name>PatientForm</name>
    <message>
        <source>New patient</source>
        <translation>Neuer Patient</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Akte</translation>
    </message>
    <message>
        <source>clinic&apos;s number</source>
        <translation>Patientennummer</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Sex at birth</source>
        <translation>Geschlecht bei Geburt</translation>
    </message>
    <message>
        <source>Affected side</source>
        <translation>Betroffene Seite</translation>
    </message>
    <message>
        <source>choose the patient&apos;s side</source>
        <translation>die Seite des Patienten wählen</translation>
    </message>
    <message>
        <source>Onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>e.g. {0}</source>
        <translation>z. B. {0}</translation>
    </message>
    <message>
        <source>Consent given on</source>
        <translation>Einwilligung erteilt am</translation>
    </message>
    <message>
        <source>Keep until</source>
        <translation>Aufbewahren bis</translation>
    </message>
    <message>
        <source>Consent withdrawn on</source>
        <translation>Einwilligung widerrufen am</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Vorgeschichte</translation>
    </message>
    <message>
        <source>Palsy</source>
        <translation>Lähmung</translation>
    </message>
    <message>
        <source>ICD-10</source>
        <translation>ICD-10</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Give the day on which the consent was given.</source>
        <translation>Den Tag angeben, an dem die Einwilligung erteilt wurde.</translation>
    </message>
    <message>
        <source>Earlier palsies</source>
        <translation>Frühere Lähmungen</translation>
    </message>
    <message>
        <source>Precision of the onset</source>
        <translation>Beginn bekannt auf</translation>
    </message>
    <message>
        <source>Outer canthal distance</source>
        <translation>Abstand der äußeren Lidwinkel</translation>
    </message>
    <message>
        <source>Outer canthal distance, mm</source>
        <translation>Abstand der äußeren Lidwinkel, mm</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>Given on</source>
        <translation>Erteilt am</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Gesetzlich vertreten durch</translation>
    </message>
    <message>
        <source>Withdrawn on</source>
        <translation>Widerrufen am</translation>
    </message>
    <message>
        <source>Without a consent, reports show no pictures of the patient.</source>
        <translation>Ohne Einwilligung zeigen Berichte keine Bilder des Patienten.</translation>
    </message>
    <message>
        <source>Choose the affected side; left and right are the patient&apos;s.</source>
        <translation>Die betroffene Seite wählen; links und rechts sind die Seiten des Patienten.</translation>
    </message>
</context>
<context>
    <name>PatientScreen</name>
    <message>
        <source>Hemiface - for the patient</source>
        <translation>Hemiface – für den Patienten</translation>
    </message>
</context>
<context>
    <name>PatientTable</name>
    <message>
        <source>Code</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Untersuchungen</translation>
    </message>
</context>
<context>
    <name>PatientsModel</name>
    <message>
        <source>A correction of the record is not kept yet: the visits are still being measured anew.</source>
        <translation>Eine Berichtigung der Akte ist noch nicht gespeichert: die Untersuchungen werden noch neu gemessen.</translation>
    </message>
    <message>
        <source>Measuring anew was stopped: the record keeps the earlier affected side and distance of the eye corners. Change it again when there is time.</source>
        <translation>Das neue Messen wurde angehalten: In der Akte bleiben die frühere betroffene Seite und der frühere Abstand der Lidwinkel. Ändern Sie sie erneut, wenn Zeit ist.</translation>
    </message>
    <message>
        <source>Work is going on in the background: delete when it is done.</source>
        <translation>Im Hintergrund wird noch gearbeitet: Löschen Sie, sobald das abgeschlossen ist.</translation>
    </message>
</context>
<context>
    <name>PatientsView</name>
    <message>
        <source>Search code or name</source>
        <translation>Kürzel oder Name suchen</translation>
    </message>
    <message>
        <source>Search patients</source>
        <translation>Patienten suchen</translation>
    </message>
    <message>
        <source>New patient</source>
        <translation>Neuer Patient</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>Enter a new patient, or choose one from the list. The demo patient, whose face is computer-made, shows five visits of a recovery.</source>
        <translation>Einen neuen Patienten anlegen oder einen aus der Liste wählen. Der Demo-Patient, dessen Gesicht am Computer erzeugt ist, zeigt den Verlauf über fünf Untersuchungen.</translation>
    </message>
    <message>
        <source>No patient fits the search.</source>
        <translation>Kein Patient passt zur Suche.</translation>
    </message>
    <message>
        <source>No patient yet.</source>
        <translation>Noch kein Patient.</translation>
    </message>
    <message>
        <source>Add the demo patient</source>
        <translation>Demo-Patienten hinzufügen</translation>
    </message>
    <message>
        <source>Close and lose the correction?</source>
        <translation>Schließen und die Berichtigung verlieren?</translation>
    </message>
    <message>
        <source>The record is being corrected</source>
        <translation>Die Akte wird berichtigt</translation>
    </message>
    <message>
        <source>No patient chosen</source>
        <translation>Kein Patient gewählt</translation>
    </message>
</context>
<context>
    <name>RecoveryChart</name>
    <message>
        <source>{0} since the first visit</source>
        <translation>{0} seit der ersten Untersuchung</translation>
    </message>
    <message>
        <source>{0} since onset</source>
        <translation>{0} seit Beginn</translation>
    </message>
    <message>
        <source>Measurement error around the previous visit: no change is told within it</source>
        <translation>Messfehler um die vorige Untersuchung: innerhalb dieses Bereichs gilt ein Wert nicht als verändert</translation>
    </message>
    <message>
        <source>onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Not comparable: {0}</source>
        <translation>Nicht vergleichbar: {0}</translation>
    </message>
    <message>
        <source>Patient&apos;s right: </source>
        <translation>Rechts (Patient): </translation>
    </message>
    <message>
        <source>Patient&apos;s left: </source>
        <translation>Links (Patient): </translation>
    </message>
    <message>
        <source>, not comparable: {0}</source>
        <translation>, nicht vergleichbar: {0}</translation>
    </message>
</context>
<context>
    <name>RecoveryCharts</name>
    <message>
        <source>Values over the visits</source>
        <translation>Werte über die Untersuchungen</translation>
    </message>
    <message>
        <source>As table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>Tick what to chart on the left, or take what the report charts.</source>
        <translation>Links ankreuzen, was dargestellt werden soll, oder die Auswahl des Berichts übernehmen.</translation>
    </message>
    <message>
        <source>Charts of the recovery</source>
        <translation>Diagramme des Verlaufs</translation>
    </message>
    <message>
        <source>Bars: 95 % interval, hidden where shorter than the dot.</source>
        <translation>Fehlerbalken: 95-%-Intervall, verdeckt, wo es kürzer als der Punkt ist.</translation>
    </message>
    <message>
        <source>Shaded around the previous visit: measurement error between two visits.</source>
        <translation>Schattiert um die vorige Untersuchung: Messfehler zwischen zwei Untersuchungen.</translation>
    </message>
    <message>
        <source>Flags: treatments.</source>
        <translation>Fähnchen: Behandlungen.</translation>
    </message>
    <message>
        <source>Lines are broken where visits cannot be compared: {0}.</source>
        <translation>Linien sind unterbrochen, wo Untersuchungen nicht vergleichbar sind: {0}.</translation>
    </message>
    <message>
        <source>Band along the whole time: {0}</source>
        <translation>Band über die ganze Zeit: {0}</translation>
    </message>
    <message>
        <source>In brackets: 95 % interval.</source>
        <translation>In Klammern: 95-%-Intervall.</translation>
    </message>
    <message>
        <source>Not comparable with the visit before: {0}.</source>
        <translation>Nicht mit der vorigen Untersuchung vergleichbar: {0}.</translation>
    </message>
    <message>
        <source>Below 0: moved the opposite way.</source>
        <translation>Unter 0: Bewegung in die Gegenrichtung.</translation>
    </message>
    <message>
        <source>Save the charts</source>
        <translation>Diagramme speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Vector drawing (*.svg)</source>
        <translation>Vektorgrafik (*.svg)</translation>
    </message>
    <message>
        <source>Recovery of {0}</source>
        <translation>Verlauf von {0}</translation>
    </message>
</context>
<context>
    <name>RecoveryView</name>
    <message>
        <source>Nothing to chart yet</source>
        <translation>Noch keine Verlaufsdaten</translation>
    </message>
    <message>
        <source>The charts begin with the first analysed visit.</source>
        <translation>Die Diagramme beginnen mit der ersten ausgewerteten Untersuchung.</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Two visits side by side</source>
        <translation>Zwei Untersuchungen nebeneinander</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>ReportModel</name>
    <message>
        <source>The report was not saved, because it was made anew meanwhile: look at it, then save it again.</source>
        <translation>Der Bericht wurde nicht gespeichert, weil er inzwischen neu erstellt wurde: ansehen und dann noch einmal speichern.</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>US Letter</source>
        <translation>US Letter</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papierformat</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Klinik</translation>
    </message>
    <message>
        <source>Pseudonymised: code only, no name, no faces</source>
        <translation>Pseudonymisiert: nur Kürzel, kein Name, keine Gesichter</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the saved report in the system&apos;s viewer</source>
        <translation>Den gespeicherten Bericht mit dem Standardprogramm öffnen</translation>
    </message>
    <message>
        <source>Make the report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message>
        <source>No report yet</source>
        <translation>Noch kein Bericht</translation>
    </message>
    <message>
        <source>It is made in the background and shown here page by page.</source>
        <translation>Er wird im Hintergrund erstellt und hier Seite für Seite gezeigt.</translation>
    </message>
    <message>
        <source>Report and exports</source>
        <translation>Bericht und Exporte</translation>
    </message>
    <message>
        <source>No visit yet</source>
        <translation>Noch keine Untersuchung</translation>
    </message>
    <message>
        <source>Record the exercises on the screen Capture; the report appears here.</source>
        <translation>Die Übungen unter „Aufnahme“ aufnehmen; der Bericht erscheint hier.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Whole width</source>
        <translation>Ganze Breite</translation>
    </message>
    <message>
        <source>This report</source>
        <translation>Dieser Bericht</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Gespeichert: {0}</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>Exercise (measure)</source>
        <translation>Übung (Maß)</translation>
    </message>
    <message>
        <source>Details of the exercise</source>
        <translation>Einzelheiten der Übung</translation>
    </message>
    <message>
        <source>Nothing was measured</source>
        <translation>Nichts gemessen</translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation>Noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>The numbers appear here when the recordings of this visit are analysed. Grades and summary can be entered already.</source>
        <translation>Die Werte erscheinen hier, sobald die Aufnahmen dieser Untersuchung ausgewertet sind. Bewertungen und Zusammenfassung lassen sich schon eingeben.</translation>
    </message>
    <message>
        <source>No visit yet</source>
        <translation>Noch keine Untersuchung</translation>
    </message>
    <message>
        <source>Record the exercises on the screen Capture; the results appear here.</source>
        <translation>Die Übungen unter „Aufnahme“ aufnehmen; die Ergebnisse erscheinen hier.</translation>
    </message>
    <message>
        <source>Chosen number and grades</source>
        <translation>Gewählter Wert und Bewertungen</translation>
    </message>
    <message>
        <source>Results of {0}</source>
        <translation>Ergebnisse vom {0}</translation>
    </message>
    <message>
        <source>Nothing was recorded at this visit. Grades and summary can be entered all the same.</source>
        <translation>Bei dieser Untersuchung wurde nichts aufgenommen. Bewertungen und Zusammenfassung können trotzdem eingetragen werden.</translation>
    </message>
    <message>
        <source>Excursion of each side, its length at rest, and how far the affected side moves compared with the healthy one.</source>
        <translation>Auslenkung jeder Seite, in Ruhe ihre Länge, und wie weit sich die betroffene Seite im Vergleich mit der gesunden bewegt.</translation>
    </message>
    <message>
        <source>Analysed with the other side as the affected one: analyse again.</source>
        <translation>Mit der anderen Seite als betroffener ausgewertet: bitte neu auswerten.</translation>
    </message>
    <message>
        <source>No single side is affected: the sides stand beside each other.</source>
        <translation>Es ist nicht genau eine Seite betroffen: die Seiten stehen nebeneinander.</translation>
    </message>
    <message>
        <source>Lengths in outer-canthal widths (OCW).</source>
        <translation>Längen in Vielfachen des Abstands der äußeren Lidwinkel (OCW).</translation>
    </message>
    <message>
        <source>Not compared with {0}: {1}.</source>
        <translation>Nicht verglichen mit {0}: {1}.</translation>
    </message>
    <message>
        <source>Change of ratio or index since {0}; ↑ and ↓ beside a side: its own value is more or less than then, beyond measurement error.</source>
        <translation>Änderung von Verhältnis oder Index seit {0}; ↑ und ↓ neben einer Seite: ihr eigener Wert ist größer oder kleiner als damals, außerhalb des Messfehlers.</translation>
    </message>
    <message>
        <source>Synkinesis: all pairs of region and exercise</source>
        <translation>Synkinesie: alle Paare von Region und Übung</translation>
    </message>
    <message>
        <source>{0}: all other measures</source>
        <translation>{0}: alle übrigen Maße</translation>
    </message>
</context>
<context>
    <name>ReviewCorrections</name>
    <message>
        <source>Correct landmarks</source>
        <translation>Landmarken berichtigen</translation>
    </message>
    <message>
        <source>Move landmarks with the mouse (E)</source>
        <translation>Landmarken mit der Maus verschieben (E)</translation>
    </message>
    <message>
        <source>Frames to which a correction is carried</source>
        <translation>Bilder, auf die eine Berichtigung übertragen wird</translation>
    </message>
    <message>
        <source>A correction fades out over so many frames before and after.</source>
        <translation>Eine Berichtigung klingt über so viele Bilder davor und danach aus.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Save as new analysis</source>
        <translation>Als neue Auswertung speichern</translation>
    </message>
    <message>
        <source>Corrections of this clip</source>
        <translation>Berichtigungen dieses Clips</translation>
    </message>
    <message>
        <source>Nothing was corrected in this clip. Choose Correct landmarks and drag a landmark to its place; the detector&apos;s own result is kept.</source>
        <translation>In diesem Clip wurde nichts berichtigt. „Landmarken berichtigen“ wählen und eine Landmarke an ihre Stelle ziehen; das Ergebnis des Netzes bleibt erhalten.</translation>
    </message>
    <message>
        <source>Carry to neighbouring frames</source>
        <translation>Auf benachbarte Bilder übertragen</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Berichtigungen</translation>
    </message>
    <message>
        <source>Save as new analysis ({0})</source>
        <translation>Als neue Auswertung speichern ({0})</translation>
    </message>
    <message>
        <source>frame {0}, back at the detector&apos;s place</source>
        <translation>Bild {0}, zurück an der Stelle des Netzes</translation>
    </message>
    <message>
        <source>frame {0} ± {1}</source>
        <translation>Bild {0} ± {1}</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>ReviewCurves</name>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>Höhepunkt</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>plateau</source>
        <translation>Plateau</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>The movement is being measured…</source>
        <translation>Die Bewegung wird gemessen …</translation>
    </message>
    <message>
        <source>In this exercise no movement is measured, so there is no curve.</source>
        <translation>In dieser Übung wird keine Bewegung gemessen, daher gibt es keine Kurve.</translation>
    </message>
</context>
<context>
    <name>ReviewNumbers</name>
    <message>
        <source>Excursions</source>
        <translation>Auslenkungen</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Affected / healthy side</source>
        <translation>Betroffene / gesunde Seite</translation>
    </message>
    <message>
        <source>Excursion</source>
        <translation>Auslenkung</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Corrections are not saved</source>
        <translation>Berichtigungen sind nicht gespeichert</translation>
    </message>
    <message>
        <source>Landmarks were corrected and not saved. Close and lose the corrections?</source>
        <translation>Landmarken wurden berichtigt und nicht gespeichert. Schließen und die Berichtigungen verlieren?</translation>
    </message>
    <message>
        <source>Exercises of this visit</source>
        <translation>Übungen dieser Untersuchung</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>Landmarken</translation>
    </message>
    <message>
        <source>Draw the landmarks over the picture (L). Hollow: the network is unsure. Diamond: placed by hand, with a line from the detector&apos;s place. Ring: follows a placed one.</source>
        <translation>Die Landmarken über das Bild zeichnen (L). Hohl: das Netz ist unsicher. Raute: von Hand gesetzt, mit einer Linie von der Stelle des Netzes. Ring: folgt einer gesetzten.</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Ctrl+0 or double click</source>
        <translation>Strg+0 oder Doppelklick</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Zoom to the face (F)</source>
        <translation>Auf das Gesicht zoomen (F)</translation>
    </message>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>No visit yet</source>
        <translation>Noch keine Untersuchung</translation>
    </message>
    <message>
        <source>Record the exercises on the screen Capture; pictures and curves appear here.</source>
        <translation>Nehmen Sie die Übungen auf der Seite „Aufnahme“ auf; Bilder und Kurven erscheinen hier.</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts durchzusehen</translation>
    </message>
    <message>
        <source>Nothing was recorded at this visit. Choose another visit above, or record a new one on the screen Capture.</source>
        <translation>Bei dieser Untersuchung wurde nichts aufgenommen. Oben eine andere Untersuchung wählen oder auf dem Bildschirm „Aufnahme“ eine neue aufnehmen.</translation>
    </message>
    <message>
        <source>This visit is not analysed</source>
        <translation>Diese Untersuchung ist nicht ausgewertet</translation>
    </message>
    <message>
        <source>Its pictures and curves appear here as soon as its analysis is done.</source>
        <translation>Ihre Bilder und Kurven erscheinen hier, sobald die Auswertung fertig ist.</translation>
    </message>
    <message>
        <source>Reading the visit…</source>
        <translation>Untersuchung wird gelesen …</translation>
    </message>
    <message>
        <source>This visit cannot be shown</source>
        <translation>Diese Untersuchung kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>{0} not saved</source>
        <translation>{0} nicht gespeichert</translation>
    </message>
    <message>
        <source>This exercise was not measured: {0}.</source>
        <translation>Diese Übung wurde nicht gemessen: {0}.</translation>
    </message>
    <message>
        <source>The video is not kept; the landmarks are.</source>
        <translation>Das Video wird nicht aufbewahrt, die Landmarken schon.</translation>
    </message>
    <message>
        <source>Who corrects?</source>
        <translation>Wer berichtigt?</translation>
    </message>
    <message>
        <source>Your name is kept with every correction. It can be changed in the settings.</source>
        <translation>Ihr Name wird mit jeder Berichtigung aufbewahrt. Er lässt sich in den Einstellungen ändern.</translation>
    </message>
</context>
<context>
    <name>SafetyStatement</name>
    <message>
        <source>Before you begin</source>
        <translation>Bevor Sie beginnen</translation>
    </message>
    <message>
        <source>Add the demo patient, whose face is computer-made</source>
        <translation>Den Demo-Patienten hinzufügen, dessen Gesicht am Computer erzeugt ist</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>Ich habe das gelesen</translation>
    </message>
    <message>
        <source>Recordings and results stay on this machine; nothing is sent anywhere.</source>
        <translation>Aufnahmen und Ergebnisse bleiben auf diesem Rechner; es werden keine Daten übertragen.</translation>
    </message>
    <message>
        <source>Its five visits are analysed in the background, which takes some minutes; each appears as soon as it is done.</source>
        <translation>Seine fünf Untersuchungen werden im Hintergrund ausgewertet, was einige Minuten dauert; jede erscheint, sobald sie fertig ist.</translation>
    </message>
</context>
<context>
    <name>ScreenChoice</name>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>Bildschirm des Patienten</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>{0} (not connected)</source>
        <translation>{0} (nicht angeschlossen)</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>Analysis and data</source>
        <translation>Auswertung und Daten</translation>
    </message>
</context>
<context>
    <name>SideLegend</name>
    <message>
        <source>patient&apos;s right</source>
        <translation>rechte Seite des Patienten</translation>
    </message>
    <message>
        <source>patient&apos;s left</source>
        <translation>linke Seite des Patienten</translation>
    </message>
    <message>
        <source>Patient&apos;s right: solid line, discs. Patient&apos;s left: dashed line, triangles.</source>
        <translation>Rechte Seite des Patienten: durchgezogene Linie, Kreise. Linke Seite: gestrichelte Linie, Dreiecke.</translation>
    </message>
</context>
<context>
    <name>SummaryCard</name>
    <message>
        <source>Clinician&apos;s summary</source>
        <translation>Klinische Zusammenfassung</translation>
    </message>
    <message>
        <source>Printed on the first page of the report; the software writes none.</source>
        <translation>Steht auf der ersten Seite des Berichts; die Software schreibt keine.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Course of treatment</source>
        <translation>Behandlungsverlauf</translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation>nichts eingetragen</translation>
    </message>
    <message>
        <source>Onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Visit {0}: {1}</source>
        <translation>Untersuchung {0}: {1}</translation>
    </message>
    <message>
        <source>Onset: {0}</source>
        <translation>Beginn: {0}</translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message>
        <source>New training run</source>
        <translation>Neuer Trainingslauf</translation>
    </message>
    <message>
        <source>Stage (TOML file)</source>
        <translation>Stufe (TOML-Datei)</translation>
    </message>
    <message>
        <source>Folder of the packs</source>
        <translation>Ordner der Datenpakete</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>Ordner des Laufs</translation>
    </message>
    <message>
        <source>Run of the stage before</source>
        <translation>Lauf der Stufe davor</translation>
    </message>
    <message>
        <source>VGG weights</source>
        <translation>VGG-Gewichte</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>The last two stay empty where the stage needs none. The run is a process of its own and goes on when this window is closed.</source>
        <translation>Die letzten beiden bleiben leer, wo die Stufe sie nicht braucht. Der Lauf ist ein eigener Prozess und läuft weiter, wenn dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>{0} does not exist.</source>
        <translation>{0} gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>TrainingWindow</name>
    <message>
        <source>Training runs</source>
        <translation>Trainingsläufe</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner …</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Sample sheets</source>
        <translation>Probebögen</translation>
    </message>
    <message>
        <source>Sample sheet</source>
        <translation>Probebogen</translation>
    </message>
    <message>
        <source>What the run says</source>
        <translation>Was der Lauf meldet</translation>
    </message>
    <message>
        <source>No run chosen</source>
        <translation>Kein Lauf gewählt</translation>
    </message>
    <message>
        <source>Start a new run, choose one from the list, or look into another folder.</source>
        <translation>Einen neuen Lauf starten, einen aus der Liste wählen oder in einen anderen Ordner sehen.</translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation>Erledigte Schritte</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The run ends after its step and can go on later.</source>
        <translation>Der Lauf endet nach seinem Schritt und kann später fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Runs in {0}</source>
        <translation>Läufe in {0}</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>{0}, step {1} of {2}</source>
        <translation>{0}, Schritt {1} von {2}</translation>
    </message>
    <message>
        <source>Folder of training runs</source>
        <translation>Ordner der Trainingsläufe</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Pictures per second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>The run draws sheets whenever it validates.</source>
        <translation>Der Lauf erstellt Probebögen bei jeder Validierung.</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>{0} s · frame {1} of {2}</source>
        <translation>{0} s · Bild {1} von {2}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>{0} (space)</source>
        <translation>{0} (Leertaste)</translation>
    </message>
</context>
<context>
    <name>TreatmentForm</name>
    <message>
        <source>Treatment or event</source>
        <translation>Behandlung oder Ereignis</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Maßnahme</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Präparat</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>Dosis</translation>
    </message>
    <message>
        <source>Muscles</source>
        <translation>Muskeln</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durchgeführt von</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Give the day on which it was done or began.</source>
        <translation>Den Tag angeben, an dem es geschah oder begann.</translation>
    </message>
</context>
<context>
    <name>TwoVisitsView</name>
    <message>
        <source>First visit</source>
        <translation>Erste Untersuchung</translation>
    </message>
    <message>
        <source>Second visit</source>
        <translation>Zweite Untersuchung</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>In Ruhe</translation>
    </message>
    <message>
        <source>At the peak</source>
        <translation>Am Höhepunkt</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>Landmarken</translation>
    </message>
    <message>
        <source>Time since the onset of the movement</source>
        <translation>Zeit seit Beginn der Bewegung</translation>
    </message>
    <message>
        <source>The patient&apos;s right side is on the left of each picture.</source>
        <translation>Die rechte Seite des Patienten ist in jedem Bild links.</translation>
    </message>
    <message>
        <source>Two visits are needed</source>
        <translation>Zwei Untersuchungen sind nötig</translation>
    </message>
    <message>
        <source>Analyse a second visit to see two beside each other.</source>
        <translation>Eine zweite Untersuchung auswerten, um zwei nebeneinander zu sehen.</translation>
    </message>
    <message>
        <source>Visit {0}: {1}</source>
        <translation>Untersuchung {0}: {1}</translation>
    </message>
    <message>
        <source>at rest</source>
        <translation>in Ruhe</translation>
    </message>
    <message>
        <source>at the peak</source>
        <translation>am Höhepunkt</translation>
    </message>
    <message>
        <source>{0} s from onset</source>
        <translation>{0} s ab Beginn</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play both in step</source>
        <translation>Beide synchron abspielen</translation>
    </message>
</context>
<context>
    <name>VideoView</name>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>Picture with landmarks</source>
        <translation>Bild mit Landmarken</translation>
    </message>
    <message>
        <source>Back to the detector&apos;s place</source>
        <translation>Zurück an die Stelle des Netzes</translation>
    </message>
    <message>
        <source>placed by hand</source>
        <translation>von Hand gesetzt</translation>
    </message>
    <message>
        <source>confidence {0} %</source>
        <translation>Sicherheit {0} %</translation>
    </message>
    <message>
        <source>follows a neighbouring picture</source>
        <translation>folgt einem benachbarten Bild</translation>
    </message>
</context>
<context>
    <name>VisitFields</name>
    <message>
        <source>Distance of the camera</source>
        <translation>Abstand der Kamera</translation>
    </message>
    <message>
        <source>Examiner</source>
        <translation>Untersucher</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Distance of the camera, m</source>
        <translation>Abstand der Kamera, m</translation>
    </message>
</context>
<context>
    <name>VisitForm</name>
    <message>
        <source>Visit</source>
        <translation>Untersuchung</translation>
    </message>
</context>
<context>
    <name>WorkBar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>WorkButton</name>
    <message>
        <source>Working…</source>
        <translation>In Arbeit …</translation>
    </message>
    <message>
        <source>Show the analyses; each of them can be stopped</source>
        <translation>Die Auswertungen zeigen; jede lässt sich anhalten</translation>
    </message>
    <message>
        <source>Work in the background</source>
        <translation>Arbeit im Hintergrund</translation>
    </message>
    <message>
        <source>1 analysis</source>
        <translation>1 Auswertung</translation>
    </message>
    <message>
        <source>{0} analyses, {1} waiting</source>
        <translation>{0} Auswertungen, {1} davon warten</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>Analyses</source>
        <translation>Auswertungen</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>waits for its turn</source>
        <translation>wartet, bis sie an der Reihe ist</translation>
    </message>
    <message>
        <source>is being stopped</source>
        <translation>wird angehalten</translation>
    </message>
</context>
<context>
    <name>catalogue</name>
    <message>
        <source>Research use only - not a medical device - verify against clinical examination.</source>
        <translation>Nur für die Forschung – kein Medizinprodukt – anhand der klinischen Untersuchung überprüfen.</translation>
    </message>
    <message>
        <source>Sudden new weakness of the face, or weakness of the face together with trouble in an arm or leg, with speech or with sight, is an emergency: call the emergency number at once. Do not wait for a measurement.</source>
        <translation>Plötzliche neue Schwäche des Gesichts oder Schwäche des Gesichts zusammen mit Störungen an Arm oder Bein, beim Sprechen oder Sehen ist ein Notfall: sofort den Notruf wählen. Nicht auf eine Messung warten.</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Look at the camera, relax your face, lips lightly together, breathe through the nose, do not talk.</source>
        <translation>Blicken Sie in die Kamera, entspannen Sie das Gesicht, schließen Sie die Lippen leicht, atmen Sie durch die Nase und sprechen Sie nicht.</translation>
    </message>
    <message>
        <source>Slow head turn</source>
        <translation>Langsame Kopfdrehung</translation>
    </message>
    <message>
        <source>Keep the relaxed face and slowly turn the head a little to the right, to the left, up and down.</source>
        <translation>Lassen Sie das Gesicht entspannt und drehen Sie den Kopf langsam ein wenig nach rechts, nach links, nach oben und nach unten.</translation>
    </message>
    <message>
        <source>Brow raise</source>
        <translation>Brauen heben</translation>
    </message>
    <message>
        <source>Raise your eyebrows as high as you can, as if surprised, and hold.</source>
        <translation>Heben Sie die Augenbrauen so hoch Sie können, als wären Sie überrascht, und halten Sie sie oben.</translation>
    </message>
    <message>
        <source>Gentle eye closure</source>
        <translation>Sanfter Lidschluss</translation>
    </message>
    <message>
        <source>Close your eyes gently, as if falling asleep.</source>
        <translation>Schließen Sie die Augen sanft, wie beim Einschlafen.</translation>
    </message>
    <message>
        <source>Tight eye closure</source>
        <translation>Fester Lidschluss</translation>
    </message>
    <message>
        <source>Squeeze your eyes shut as tightly as you can.</source>
        <translation>Kneifen Sie die Augen so fest zu, wie Sie können.</translation>
    </message>
    <message>
        <source>Closed smile</source>
        <translation>Lächeln, Mund geschlossen</translation>
    </message>
    <message>
        <source>Smile gently with your lips together.</source>
        <translation>Lächeln Sie sanft mit geschlossenen Lippen.</translation>
    </message>
    <message>
        <source>Biggest smile</source>
        <translation>Breitestes Lächeln</translation>
    </message>
    <message>
        <source>Give your biggest smile, showing your teeth.</source>
        <translation>Lächeln Sie so breit Sie können und zeigen Sie die Zähne.</translation>
    </message>
    <message>
        <source>Snarl</source>
        <translation>Naserümpfen</translation>
    </message>
    <message>
        <source>Wrinkle your nose and lift the upper lip, as if you smell something bad.</source>
        <translation>Rümpfen Sie die Nase und heben Sie die Oberlippe, als würde etwas schlecht riechen.</translation>
    </message>
    <message>
        <source>Pucker</source>
        <translation>Mund spitzen</translation>
    </message>
    <message>
        <source>Push your lips forward as if to whistle or kiss.</source>
        <translation>Schieben Sie die Lippen vor wie zum Pfeifen oder Küssen.</translation>
    </message>
    <message>
        <source>Lower teeth</source>
        <translation>Untere Zähne zeigen</translation>
    </message>
    <message>
        <source>Show me your bottom teeth, pull the lower lip down.</source>
        <translation>Zeigen Sie mir die unteren Zähne, ziehen Sie die Unterlippe herab.</translation>
    </message>
    <message>
        <source>Cheek puff</source>
        <translation>Wangen aufblasen</translation>
    </message>
    <message>
        <source>Close your lips, fill your cheeks with air and hold it.</source>
        <translation>Schließen Sie die Lippen, füllen Sie die Wangen mit Luft und halten Sie die Luft darin.</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>Tell me what you did today.</source>
        <translation>Erzählen Sie mir, was Sie heute gemacht haben.</translation>
    </message>
    <message>
        <source>Spontaneous smile</source>
        <translation>Spontanes Lächeln</translation>
    </message>
    <message>
        <source>Watch this short clip.</source>
        <translation>Sehen Sie sich diesen kurzen Film an.</translation>
    </message>
    <message>
        <source>Spontaneous blink</source>
        <translation>Spontaner Lidschlag</translation>
    </message>
    <message>
        <source>Look at the camera, relax; no need to do anything.</source>
        <translation>Blicken Sie entspannt in die Kamera; Sie brauchen nichts zu tun.</translation>
    </message>
    <message>
        <source>Voluntary blink</source>
        <translation>Willkürlicher Lidschlag</translation>
    </message>
    <message>
        <source>Blink once each time you hear the beep.</source>
        <translation>Blinzeln Sie bei jedem Signalton einmal.</translation>
    </message>
    <message>
        <source>Rest at the end</source>
        <translation>Ruhe am Ende</translation>
    </message>
    <message>
        <source>Once more: look at the camera, relax your face, lips lightly together, do not talk.</source>
        <translation>Noch einmal: Blicken Sie in die Kamera, entspannen Sie das Gesicht, schließen Sie die Lippen leicht und sprechen Sie nicht.</translation>
    </message>
    <message>
        <source>Brow height</source>
        <translation>Brauenhöhe</translation>
    </message>
    <message>
        <source>|mean of the brow - middle of the canthi|</source>
        <translation>|Mittel der Braue − Mitte der Lidwinkel|</translation>
    </message>
    <message>
        <source>Medial brow height</source>
        <translation>Mediale Brauenhöhe</translation>
    </message>
    <message>
        <source>|medial brow end - medial canthus|</source>
        <translation>|mediales Brauenende − medialer Lidwinkel|</translation>
    </message>
    <message>
        <source>The healthy side drags the medial brow along.</source>
        <translation>Die gesunde Seite zieht die mediale Braue mit.</translation>
    </message>
    <message>
        <source>Lateral brow height</source>
        <translation>Laterale Brauenhöhe</translation>
    </message>
    <message>
        <source>|lateral brow end - lateral canthus|</source>
        <translation>|laterales Brauenende − lateraler Lidwinkel|</translation>
    </message>
    <message>
        <source>Palpebral fissure width</source>
        <translation>Breite der Lidspalte</translation>
    </message>
    <message>
        <source>|lateral canthus - medial canthus|</source>
        <translation>|lateraler Lidwinkel − medialer Lidwinkel|</translation>
    </message>
    <message>
        <source>Palpebral fissure height, unsigned</source>
        <translation>Höhe der Lidspalte, ohne Vorzeichen</translation>
    </message>
    <message>
        <source>mean of two distances upper lid - lower lid</source>
        <translation>Mittel zweier Abstände Oberlid − Unterlid</translation>
    </message>
    <message>
        <source>Never reaches 0 with noisy points; closure is told by PFHs.</source>
        <translation>Wird mit verrauschten Punkten nie 0; den Lidschluss zeigt PFHs.</translation>
    </message>
    <message>
        <source>Eye aspect ratio</source>
        <translation>Seitenverhältnis des Auges</translation>
    </message>
    <message>
        <source>PFH / PFW</source>
        <translation>PFH / PFW</translation>
    </message>
    <message>
        <source>Palpebral fissure area</source>
        <translation>Fläche der Lidspalte</translation>
    </message>
    <message>
        <source>vector area of the six eye landmarks</source>
        <translation>Vektorfläche der sechs Landmarken des Auges</translation>
    </message>
    <message>
        <source>Medial canthus to ala</source>
        <translation>Medialer Lidwinkel bis Nasenflügel</translation>
    </message>
    <message>
        <source>|medial canthus - ala|</source>
        <translation>|medialer Lidwinkel − Nasenflügel|</translation>
    </message>
    <message>
        <source>Medial canthus to upper lip</source>
        <translation>Medialer Lidwinkel bis Oberlippe</translation>
    </message>
    <message>
        <source>|medial canthus - lateral upper lip|</source>
        <translation>|medialer Lidwinkel − laterale Oberlippe|</translation>
    </message>
    <message>
        <source>Medial canthus to commissure</source>
        <translation>Medialer Lidwinkel bis Mundwinkel</translation>
    </message>
    <message>
        <source>|medial canthus - commissure|</source>
        <translation>|medialer Lidwinkel − Mundwinkel|</translation>
    </message>
    <message>
        <source>Lateral canthus to commissure</source>
        <translation>Lateraler Lidwinkel bis Mundwinkel</translation>
    </message>
    <message>
        <source>|lateral canthus - commissure|</source>
        <translation>|lateraler Lidwinkel − Mundwinkel|</translation>
    </message>
    <message>
        <source>Nasion to commissure</source>
        <translation>Nasion bis Mundwinkel</translation>
    </message>
    <message>
        <source>|nasion - commissure|</source>
        <translation>|Nasion − Mundwinkel|</translation>
    </message>
    <message>
        <source>Subnasale to commissure</source>
        <translation>Subnasale bis Mundwinkel</translation>
    </message>
    <message>
        <source>|subnasale - commissure|</source>
        <translation>|Subnasale − Mundwinkel|</translation>
    </message>
    <message>
        <source>The subnasale drifts to the healthy side.</source>
        <translation>Das Subnasale wandert zur gesunden Seite.</translation>
    </message>
    <message>
        <source>Lower lip to commissure</source>
        <translation>Unterlippe bis Mundwinkel</translation>
    </message>
    <message>
        <source>|lower-lip middle - commissure|</source>
        <translation>|Mitte der Unterlippe − Mundwinkel|</translation>
    </message>
    <message>
        <source>For comparison with other tools only: the lower-lip middle moves with the palsy.</source>
        <translation>Nur zum Vergleich mit anderen Programmen: die Mitte der Unterlippe wandert mit der Lähmung.</translation>
    </message>
    <message>
        <source>Ala to commissure</source>
        <translation>Nasenflügel bis Mundwinkel</translation>
    </message>
    <message>
        <source>|ala - commissure|</source>
        <translation>|Nasenflügel − Mundwinkel|</translation>
    </message>
    <message>
        <source>Does not tell the depth of the nasolabial fold.</source>
        <translation>Zeigt nicht die Tiefe der Nasolabialfalte.</translation>
    </message>
    <message>
        <source>Commissure angle</source>
        <translation>Winkel am Mundwinkel</translation>
    </message>
    <message>
        <source>angle at the commissure between the other commissure and the medial canthus</source>
        <translation>Winkel am Mundwinkel zwischen dem anderen Mundwinkel und dem medialen Lidwinkel</translation>
    </message>
    <message>
        <source>Lip aperture</source>
        <translation>Lippenöffnung</translation>
    </message>
    <message>
        <source>|inner upper lip - inner lower lip|</source>
        <translation>|innere Oberlippe − innere Unterlippe|</translation>
    </message>
    <message>
        <source>A proxy of dental show; near 0 at rest, so the sides are not divided.</source>
        <translation>Ersatzmaß für sichtbare Zähne; in Ruhe nahe 0, daher werden die Seiten nicht geteilt.</translation>
    </message>
    <message>
        <source>Lower-lip depression</source>
        <translation>Senkung der Unterlippe</translation>
    </message>
    <message>
        <source>mean of |nasion - medial lower lip| and |nasion - lateral lower lip|</source>
        <translation>Mittel aus |Nasion − mediale Unterlippe| und |Nasion − laterale Unterlippe|</translation>
    </message>
    <message>
        <source>Opening the jaw adds the same to both sides: compare by difference.</source>
        <translation>Das Öffnen des Kiefers kommt auf beiden Seiten gleich hinzu: als Differenz vergleichen.</translation>
    </message>
    <message>
        <source>Outer half-mouth area</source>
        <translation>Äußere halbe Mundfläche</translation>
    </message>
    <message>
        <source>vector area of one half of the outer lips, split at the midline landmarks</source>
        <translation>Vektorfläche einer Hälfte der äußeren Lippen, an den Landmarken der Mitte geteilt</translation>
    </message>
    <message>
        <source>The split hides a shift of the philtrum; HMAo does not.</source>
        <translation>Die Teilung verdeckt eine Verschiebung des Philtrums; HMAo nicht.</translation>
    </message>
    <message>
        <source>Inner half-mouth area</source>
        <translation>Innere halbe Mundfläche</translation>
    </message>
    <message>
        <source>vector area of one half of the inner lips, split at the midline landmarks</source>
        <translation>Vektorfläche einer Hälfte der inneren Lippen, an den Landmarken der Mitte geteilt</translation>
    </message>
    <message>
        <source>Mouth width</source>
        <translation>Mundbreite</translation>
    </message>
    <message>
        <source>|right commissure - left commissure|</source>
        <translation>|rechter Mundwinkel − linker Mundwinkel|</translation>
    </message>
    <message>
        <source>Brow to eye centre</source>
        <translation>Braue bis Augenmitte</translation>
    </message>
    <message>
        <source>|mean of the brow - mean of the six eye landmarks|</source>
        <translation>|Mittel der Braue − Mittel der sechs Landmarken des Auges|</translation>
    </message>
    <message>
        <source>For Kim&apos;s forehead index only: the lids move the eye centre.</source>
        <translation>Nur für den Stirnindex nach Kim: die Lider verschieben die Augenmitte.</translation>
    </message>
    <message>
        <source>Mouth centre to commissure</source>
        <translation>Mundmitte bis Mundwinkel</translation>
    </message>
    <message>
        <source>|middle of the inner lips - commissure|</source>
        <translation>|Mitte der inneren Lippen − Mundwinkel|</translation>
    </message>
    <message>
        <source>For Kim&apos;s mouth index only.</source>
        <translation>Nur für den Mundindex nach Kim.</translation>
    </message>
    <message>
        <source>Commissure displacement</source>
        <translation>Verschiebung des Mundwinkels</translation>
    </message>
    <message>
        <source>length of the commissure&apos;s shift against rest</source>
        <translation>Länge der Verschiebung des Mundwinkels gegen die Ruhe</translation>
    </message>
    <message>
        <source>Commissure displacement, lateral</source>
        <translation>Verschiebung des Mundwinkels, seitlich</translation>
    </message>
    <message>
        <source>outward component of the commissure&apos;s shift against rest</source>
        <translation>Anteil nach außen der Verschiebung des Mundwinkels gegen die Ruhe</translation>
    </message>
    <message>
        <source>Commissure displacement, vertical</source>
        <translation>Verschiebung des Mundwinkels, senkrecht</translation>
    </message>
    <message>
        <source>upward component of the commissure&apos;s shift against rest</source>
        <translation>Anteil nach oben der Verschiebung des Mundwinkels gegen die Ruhe</translation>
    </message>
    <message>
        <source>Commissure displacement, anterior</source>
        <translation>Verschiebung des Mundwinkels, nach vorn</translation>
    </message>
    <message>
        <source>forward component of the commissure&apos;s shift against rest</source>
        <translation>Anteil nach vorn der Verschiebung des Mundwinkels gegen die Ruhe</translation>
    </message>
    <message>
        <source>Commissure displacement, direction</source>
        <translation>Verschiebung des Mundwinkels, Richtung</translation>
    </message>
    <message>
        <source>atan2(upward, outward) of the commissure&apos;s shift against rest</source>
        <translation>atan2(nach oben, nach außen) der Verschiebung des Mundwinkels gegen die Ruhe</translation>
    </message>
    <message>
        <source>Lid opening, signed</source>
        <translation>Lidöffnung, mit Vorzeichen</translation>
    </message>
    <message>
        <source>ULH + LLH</source>
        <translation>ULH + LLH</translation>
    </message>
    <message>
        <source>Upper lid height (canthal reference)</source>
        <translation>Höhe des Oberlids (gegen die Lidwinkel)</translation>
    </message>
    <message>
        <source>height of the upper lid&apos;s middle above the line between the canthi</source>
        <translation>Höhe der Mitte des Oberlids über der Linie zwischen den Lidwinkeln</translation>
    </message>
    <message>
        <source>Lower lid height (canthal reference)</source>
        <translation>Höhe des Unterlids (gegen die Lidwinkel)</translation>
    </message>
    <message>
        <source>depth of the lower lid&apos;s middle below the line between the canthi</source>
        <translation>Tiefe der Mitte des Unterlids unter der Linie zwischen den Lidwinkeln</translation>
    </message>
    <message>
        <source>Brow vertical height</source>
        <translation>Senkrechte Brauenhöhe</translation>
    </message>
    <message>
        <source>height of the mean of the brow above the middle of the canthi</source>
        <translation>Höhe des Mittels der Braue über der Mitte der Lidwinkel</translation>
    </message>
    <message>
        <source>Smile angle</source>
        <translation>Lächelwinkel</translation>
    </message>
    <message>
        <source>90 + asin(rise / length) from the lower lip&apos;s mid-plane point to the commissure</source>
        <translation>90 + asin(Anstieg / Länge) vom Punkt der Unterlippe in der Mittelebene zum Mundwinkel</translation>
    </message>
    <message>
        <source>Half-mouth width</source>
        <translation>Halbe Mundbreite</translation>
    </message>
    <message>
        <source>distance of the commissure from the mid-sagittal plane</source>
        <translation>Abstand des Mundwinkels von der Mediansagittalebene</translation>
    </message>
    <message>
        <source>Outer half-mouth area, split by the plane</source>
        <translation>Äußere halbe Mundfläche, an der Ebene geteilt</translation>
    </message>
    <message>
        <source>area of the outer lips on one side of the mid-sagittal plane</source>
        <translation>Fläche der äußeren Lippen auf einer Seite der Mediansagittalebene</translation>
    </message>
    <message>
        <source>Inner half-mouth area, split by the plane</source>
        <translation>Innere halbe Mundfläche, an der Ebene geteilt</translation>
    </message>
    <message>
        <source>area of the inner lips on one side of the mid-sagittal plane</source>
        <translation>Fläche der inneren Lippen auf einer Seite der Mediansagittalebene</translation>
    </message>
    <message>
        <source>Commissure height deviation</source>
        <translation>Höhenabweichung der Mundwinkel</translation>
    </message>
    <message>
        <source>height of the left commissure above the right one</source>
        <translation>Höhe des linken Mundwinkels über dem rechten</translation>
    </message>
    <message>
        <source>Philtral deviation</source>
        <translation>Abweichung des Philtrums</translation>
    </message>
    <message>
        <source>distance of the upper-lip middle from the mid-sagittal plane, + to the left</source>
        <translation>Abstand der Mitte der Oberlippe von der Mediansagittalebene, + nach links</translation>
    </message>
    <message>
        <source>Nasal-base deviation</source>
        <translation>Abweichung der Nasenbasis</translation>
    </message>
    <message>
        <source>distance of the subnasale from the mid-sagittal plane, + to the left</source>
        <translation>Abstand des Subnasale von der Mediansagittalebene, + nach links</translation>
    </message>
    <message>
        <source>Lower-lip deviation</source>
        <translation>Abweichung der Unterlippe</translation>
    </message>
    <message>
        <source>distance of the lower-lip middle from the mid-sagittal plane, + to the left</source>
        <translation>Abstand der Mitte der Unterlippe von der Mediansagittalebene, + nach links</translation>
    </message>
    <message>
        <source>Chin deviation</source>
        <translation>Abweichung des Kinns</translation>
    </message>
    <message>
        <source>distance of the chin from the mid-sagittal plane, + to the left</source>
        <translation>Abstand des Kinns von der Mediansagittalebene, + nach links</translation>
    </message>
    <message>
        <source>Philtrum tilt</source>
        <translation>Neigung des Philtrums</translation>
    </message>
    <message>
        <source>atan2(leftward, downward) from the subnasale to the upper-lip middle</source>
        <translation>atan2(nach links, nach unten) vom Subnasale zur Mitte der Oberlippe</translation>
    </message>
    <message>
        <source>Upper-lip height deviation</source>
        <translation>Höhenabweichung der Oberlippe</translation>
    </message>
    <message>
        <source>right minus left height of the outer upper lip half-way to the commissure</source>
        <translation>rechte minus linke Höhe der äußeren Oberlippe auf halbem Weg zum Mundwinkel</translation>
    </message>
    <message>
        <source>Lower-lip height deviation</source>
        <translation>Höhenabweichung der Unterlippe</translation>
    </message>
    <message>
        <source>right minus left height of the outer lower lip half-way to the commissure</source>
        <translation>rechte minus linke Höhe der äußeren Unterlippe auf halbem Weg zum Mundwinkel</translation>
    </message>
    <message>
        <source>Mirror residual, brows</source>
        <translation>Spiegelabweichung, Brauen</translation>
    </message>
    <message>
        <source>RMS distance of the mirrored brows from their mates</source>
        <translation>quadratisch gemittelter Abstand der gespiegelten Brauen von ihren Gegenstücken</translation>
    </message>
    <message>
        <source>Mirror residual, eyes</source>
        <translation>Spiegelabweichung, Augen</translation>
    </message>
    <message>
        <source>RMS distance of the mirrored eyes from their mates</source>
        <translation>quadratisch gemittelter Abstand der gespiegelten Augen von ihren Gegenstücken</translation>
    </message>
    <message>
        <source>Mirror residual, nose</source>
        <translation>Spiegelabweichung, Nase</translation>
    </message>
    <message>
        <source>RMS distance of the mirrored nose from their mates</source>
        <translation>quadratisch gemittelter Abstand der gespiegelten Nase von ihrem Gegenstück</translation>
    </message>
    <message>
        <source>Mirror residual, lips</source>
        <translation>Spiegelabweichung, Lippen</translation>
    </message>
    <message>
        <source>RMS distance of the mirrored lips from their mates</source>
        <translation>quadratisch gemittelter Abstand der gespiegelten Lippen von ihren Gegenstücken</translation>
    </message>
    <message>
        <source>Mirror residual, jaw</source>
        <translation>Spiegelabweichung, Kiefer</translation>
    </message>
    <message>
        <source>RMS distance of the mirrored jaw from their mates</source>
        <translation>quadratisch gemittelter Abstand des gespiegelten Kiefers von seinem Gegenstück</translation>
    </message>
    <message>
        <source>Symmetry ratio</source>
        <translation>Symmetrieverhältnis</translation>
    </message>
    <message>
        <source>min(L, R) / max(L, R)</source>
        <translation>min(L, R) / max(L, R)</translation>
    </message>
    <message>
        <source>Below 1 by noise alone even on a symmetric face.</source>
        <translation>Auch bei einem symmetrischen Gesicht allein durch Rauschen unter 1.</translation>
    </message>
    <message>
        <source>Symmetry index</source>
        <translation>Symmetrieindex</translation>
    </message>
    <message>
        <source>100 min(L, R) / max(L, R)</source>
        <translation>100 min(L, R) / max(L, R)</translation>
    </message>
    <message>
        <source>Difference in percent of the healthy side</source>
        <translation>Differenz in Prozent der gesunden Seite</translation>
    </message>
    <message>
        <source>100 |A - H| / H</source>
        <translation>100 |A − H| / H</translation>
    </message>
    <message>
        <source>Asymmetry index</source>
        <translation>Asymmetrieindex</translation>
    </message>
    <message>
        <source>Asymmetry index, unsigned</source>
        <translation>Asymmetrieindex, ohne Vorzeichen</translation>
    </message>
    <message>
        <source>Above 0 by noise alone even on a symmetric face.</source>
        <translation>Auch bei einem symmetrischen Gesicht allein durch Rauschen über 0.</translation>
    </message>
    <message>
        <source>Difference of the sides</source>
        <translation>Seitendifferenz</translation>
    </message>
    <message>
        <source>For measures whose ratio means nothing.</source>
        <translation>Für Maße, deren Verhältnis nichts besagt.</translation>
    </message>
    <message>
        <source>Facial asymmetry index (FAI)</source>
        <translation>Facial Asymmetry Index (FAI)</translation>
    </message>
    <message>
        <source>|MC_R - MC_L|</source>
        <translation>|MC_R − MC_L|</translation>
    </message>
    <message>
        <source>Excursion ratio</source>
        <translation>Auslenkungsverhältnis</translation>
    </message>
    <message>
        <source>100 x_A / x_H</source>
        <translation>100 x_A / x_H</translation>
    </message>
    <message>
        <source>Kim&apos;s index</source>
        <translation>Index nach Kim</translation>
    </message>
    <message>
        <source>min(D) / max(D), D = max d(motion) - mean d(rest)</source>
        <translation>min(D) / max(D), D = max d(Bewegung) − Mittel d(Ruhe)</translation>
    </message>
    <message>
        <source>The highest single frame is taken, as published, so noise pulls it towards 1.</source>
        <translation>Wie veröffentlicht zählt das höchste einzelne Bild, daher zieht Rauschen gegen 1.</translation>
    </message>
    <message>
        <source>Closure completeness</source>
        <translation>Vollständigkeit des Lidschlusses</translation>
    </message>
    <message>
        <source>100 (1 - PFHs(plateau) / PFHs(neutral))</source>
        <translation>100 (1 − PFHs(Plateau) / PFHs(neutral))</translation>
    </message>
    <message>
        <source>Involuntary activation</source>
        <translation>Unwillkürliche Aktivierung</translation>
    </message>
    <message>
        <source>eye: 100 (1 - PFHs / PFHs at rest); mouth: DV; brow: rise of BV</source>
        <translation>Auge: 100 (1 − PFHs / PFHs in Ruhe); Mund: DV; Braue: Anstieg von BV</translation>
    </message>
    <message>
        <source>Healthy eyes narrow too: both sides are given, and their difference decides.</source>
        <translation>Auch gesunde Augen verengen sich: beide Seiten werden angegeben, ihre Differenz entscheidet.</translation>
    </message>
    <message>
        <source>Synkinesis, raw</source>
        <translation>Synkinesie, Rohwert</translation>
    </message>
    <message>
        <source>a_A - a_H</source>
        <translation>a_A − a_H</translation>
    </message>
    <message>
        <source>Synkinesis index</source>
        <translation>Synkinesie-Index</translation>
    </message>
    <message>
        <source>100 max(0, a_A - a_H) / the larger voluntary activation of the two sides</source>
        <translation>100 max(0, a_A − a_H) / die größere willkürliche Aktivierung beider Seiten</translation>
    </message>
    <message>
        <source>No validated cut-offs: a magnitude, not a yes or no.</source>
        <translation>Keine validierten Grenzwerte: eine Größe, kein Ja oder Nein.</translation>
    </message>
    <message>
        <source>Area symmetry ratio</source>
        <translation>Symmetrieverhältnis der Flächen</translation>
    </message>
    <message>
        <source>min(L, R) / max(L, R) of areas</source>
        <translation>min(L, R) / max(L, R) der Flächen</translation>
    </message>
    <message>
        <source>Area asymmetry index</source>
        <translation>Asymmetrieindex der Flächen</translation>
    </message>
    <message>
        <source>Mirror residual</source>
        <translation>Spiegelabweichung</translation>
    </message>
    <message>
        <source>RMS distance of the mirrored points of a region from their mates</source>
        <translation>quadratisch gemittelter Abstand der gespiegelten Punkte einer Region von ihren Gegenstücken</translation>
    </message>
    <message>
        <source>Direction index</source>
        <translation>Richtungsindex</translation>
    </message>
    <message>
        <source>cosine between the displacement of A and the mirrored one of H</source>
        <translation>Kosinus zwischen der Verschiebung von A und der gespiegelten von H</translation>
    </message>
    <message>
        <source>Peak velocity ratio</source>
        <translation>Verhältnis der Höchstgeschwindigkeiten</translation>
    </message>
    <message>
        <source>V_A / V_H, V the highest slope of the smoothed excursion</source>
        <translation>V_A / V_H, V die größte Steigung der geglätteten Auslenkung</translation>
    </message>
    <message>
        <source>Latency of the affected side</source>
        <translation>Verzögerung der betroffenen Seite</translation>
    </message>
    <message>
        <source>t10_A - t10_H, t10 the time of 10 % of the side&apos;s own plateau</source>
        <translation>t10_A − t10_H, t10 der Zeitpunkt von 10 % des eigenen Plateaus der Seite</translation>
    </message>
    <message>
        <source>No finer than one frame.</source>
        <translation>Nicht feiner als ein Bild.</translation>
    </message>
    <message>
        <source>Rise time ratio</source>
        <translation>Verhältnis der Anstiegszeiten</translation>
    </message>
    <message>
        <source>T_A / T_H, T from 10 to 90 % of the side&apos;s own plateau</source>
        <translation>T_A / T_H, T von 10 bis 90 % des eigenen Plateaus der Seite</translation>
    </message>
    <message>
        <source>Waveform correlation</source>
        <translation>Korrelation der Verläufe</translation>
    </message>
    <message>
        <source>Pearson r of the two excursions from onset to offset</source>
        <translation>Pearson-r der beiden Auslenkungen von Beginn bis Ende</translation>
    </message>
    <message>
        <source>Below 1 by noise alone.</source>
        <translation>Allein durch Rauschen unter 1.</translation>
    </message>
    <message>
        <source>Waveform lag</source>
        <translation>Versatz der Verläufe</translation>
    </message>
    <message>
        <source>shift of A against H with the highest cross-correlation</source>
        <translation>Verschiebung von A gegen H mit der höchsten Kreuzkorrelation</translation>
    </message>
    <message>
        <source>Waveform distance</source>
        <translation>Abstand der Verläufe</translation>
    </message>
    <message>
        <source>dynamic-time-warping distance of the unit-scaled excursions per step, band 20 %</source>
        <translation>Dynamic-Time-Warping-Abstand der normierten Auslenkungen je Schritt, Band 20 %</translation>
    </message>
    <message>
        <source>Above 0 by noise alone; no validated norm for palsy was found.</source>
        <translation>Allein durch Rauschen über 0; eine validierte Norm bei Lähmung wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>Blink completeness</source>
        <translation>Vollständigkeit des Lidschlags</translation>
    </message>
    <message>
        <source>100 (1 - smallest PFHs / PFHs of the open eye), per blink, each eye at its own lowest</source>
        <translation>100 (1 − kleinste PFHs / PFHs des offenen Auges), je Lidschlag, jedes Auge an seinem eigenen Tiefpunkt</translation>
    </message>
    <message>
        <source>Found are blinks of at most 0.6 s in which one eye closes by at least 50 % (default). At 30 frames per second the lowest moment may fall between two.</source>
        <translation>Gefunden werden Lidschläge von höchstens 0,6 s, bei denen sich ein Auge um mindestens 50 % schließt (Vorgabe). Bei 30 Bildern je Sekunde kann der Tiefpunkt zwischen zwei Bilder fallen.</translation>
    </message>
    <message>
        <source>Blink amplitude ratio</source>
        <translation>Amplitudenverhältnis des Lidschlags</translation>
    </message>
    <message>
        <source>100 x_A / x_H of PFHs, per blink</source>
        <translation>100 x_A / x_H der PFHs, je Lidschlag</translation>
    </message>
    <message>
        <source>Blink rate</source>
        <translation>Lidschlagfrequenz</translation>
    </message>
    <message>
        <source>blinks per minute of usable recording</source>
        <translation>Lidschläge je Minute verwertbarer Aufnahme</translation>
    </message>
    <message>
        <source>Found are blinks of at most 0.6 s in which one eye closes by at least 50 % (default).</source>
        <translation>Gefunden werden Lidschläge von höchstens 0,6 s, bei denen sich ein Auge um mindestens 50 % schließt (Vorgabe).</translation>
    </message>
    <message>
        <source>Partial blinks</source>
        <translation>Unvollständige Lidschläge</translation>
    </message>
    <message>
        <source>share of blinks that close less than 80 % (default)</source>
        <translation>Anteil der Lidschläge mit weniger als 80 % Lidschluss (Vorgabe)</translation>
    </message>
    <message>
        <source>Blink velocity ratio</source>
        <translation>Geschwindigkeitsverhältnis des Lidschlags</translation>
    </message>
    <message>
        <source>A / H of the highest closing speed</source>
        <translation>A / H der höchsten Schließgeschwindigkeit</translation>
    </message>
    <message>
        <source>Needs about 120 frames per second [S51].</source>
        <translation>Braucht etwa 120 Bilder je Sekunde [S51].</translation>
    </message>
    <message>
        <source>Blink asynchrony</source>
        <translation>Asynchronie des Lidschlags</translation>
    </message>
    <message>
        <source>moment of closest lids of A minus that of H</source>
        <translation>Zeitpunkt der engsten Lidspalte von A minus den von H</translation>
    </message>
    <message>
        <source>Global excursion score</source>
        <translation>Gesamtwert der Auslenkung</translation>
    </message>
    <message>
        <source>mean of the five excursion ratios of the Sunnybrook tasks, each within 0..100</source>
        <translation>Mittel der fünf Auslenkungsverhältnisse der Sunnybrook-Übungen, jedes auf 0..100 begrenzt</translation>
    </message>
    <message>
        <source>For display; it is not a Sunnybrook score.</source>
        <translation>Zur Anzeige; kein Sunnybrook-Wert.</translation>
    </message>
    <message>
        <source>House-Brackmann measurement score</source>
        <translation>Messwert nach House-Brackmann</translation>
    </message>
    <message>
        <source>1 point per 2.5 mm of brow rise and of outward commissure travel, 4 points each at most</source>
        <translation>1 Punkt je 2,5 mm Brauenhebung und Weg des Mundwinkels nach außen, je höchstens 4 Punkte</translation>
    </message>
    <message>
        <source>Not the grade; healthy faces may stay below 8 [S29]. Fractions are not rounded.</source>
        <translation>Nicht der Grad; gesunde Gesichter können unter 8 bleiben [S29]. Bruchteile werden nicht gerundet.</translation>
    </message>
    <message>
        <source>House-Brackmann measurement score, relative</source>
        <translation>Messwert nach House-Brackmann, relativ</translation>
    </message>
    <message>
        <source>8 x mean of the excursion ratios of brow rise and commissure, each within 0..1</source>
        <translation>8 x Mittel der Auslenkungsverhältnisse von Brauenhebung und Mundwinkel, jedes auf 0..1 begrenzt</translation>
    </message>
    <message>
        <source>Change of the resting face within the session</source>
        <translation>Änderung des Ruhegesichts innerhalb der Sitzung</translation>
    </message>
    <message>
        <source>RMS distance of the landmarks of the two rest clips</source>
        <translation>quadratisch gemittelter Abstand der Landmarken der beiden Ruheclips</translation>
    </message>
    <message>
        <source>Depth scale of the landmarks (kappa)</source>
        <translation>Tiefenmaßstab der Landmarken (Kappa)</translation>
    </message>
    <message>
        <source>the division of depth under which a turning face keeps its shape best</source>
        <translation>Teiler der Tiefe, mit dem ein sich drehendes Gesicht seine Form am besten behält</translation>
    </message>
    <message>
        <source>Change with head pose</source>
        <translation>Änderung mit der Kopfhaltung</translation>
    </message>
    <message>
        <source>coefficient of variation over the head turn within 15 degrees, depth scale applied</source>
        <translation>Variationskoeffizient über die Kopfdrehung innerhalb von 15 Grad, mit Tiefenmaßstab</translation>
    </message>
    <message>
        <source>0 symmetric</source>
        <translation>0 symmetrisch</translation>
    </message>
    <message>
        <source>Software for qualified clinicians and researchers to record standardised facial-movement examinations and to compute left/right distances and symmetry indices as an aid to documentation. It does not diagnose, predict or recommend treatment. It gives no grade of its own: for some scales it suggests values, which a person confirms or changes.</source>
        <translation>Software für qualifizierte Kliniker und Forscher zur Aufzeichnung standardisierter Untersuchungen der Gesichtsbewegung und zur Berechnung von Abständen und Symmetrieindizes im Seitenvergleich als Hilfe bei der Dokumentation. Sie stellt keine Diagnose, trifft keine Vorhersagen und empfiehlt keine Behandlung. Sie vergibt selbst keine Schweregrade: für manche Skalen schlägt sie Werte vor, die ein Mensch bestätigt oder ändert.</translation>
    </message>
    <message>
        <source>0 symmetric, higher is worse</source>
        <translation>0 symmetrisch, höher ist schlechter</translation>
    </message>
    <message>
        <source>below 0 wrong way; 0 no movement; 100 as much as the healthy side; above 100 more</source>
        <translation>unter 0 falsche Richtung; 0 keine Bewegung; 100 so viel wie die gesunde Seite; über 100 mehr</translation>
    </message>
    <message>
        <source>0 none</source>
        <translation>0 keine</translation>
    </message>
    <message>
        <source>0 symmetric; with a known side + when the affected area is smaller</source>
        <translation>0 symmetrisch; bei bekannter Seite +, wenn die betroffene Fläche kleiner ist</translation>
    </message>
    <message>
        <source>0 together; + affected side later</source>
        <translation>0 gleichzeitig; + betroffene Seite später</translation>
    </message>
    <message>
        <source>1 equal; above 1 affected side slower</source>
        <translation>1 gleich; über 1 betroffene Seite langsamer</translation>
    </message>
    <message>
        <source>0 same shape</source>
        <translation>0 gleiche Form</translation>
    </message>
    <message>
        <source>0 unchanged</source>
        <translation>0 unverändert</translation>
    </message>
    <message>
        <source>1 true depth; below 1 flattened, above 1 stretched</source>
        <translation>1 wahre Tiefe; unter 1 abgeflacht, über 1 gestreckt</translation>
    </message>
    <message>
        <source>Sunnybrook Facial Grading System</source>
        <translation>Sunnybrook Facial Grading System</translation>
    </message>
    <message>
        <source>Ross, Fradet, Nedzelski 1996</source>
        <translation>Ross, Fradet, Nedzelski 1996</translation>
    </message>
    <message>
        <source>Eye at rest</source>
        <translation>Auge in Ruhe</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>narrow</source>
        <translation>eng</translation>
    </message>
    <message>
        <source>wide</source>
        <translation>weit</translation>
    </message>
    <message>
        <source>eyelid surgery</source>
        <translation>Lidoperation</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>less pronounced</source>
        <translation>weniger ausgeprägt</translation>
    </message>
    <message>
        <source>more pronounced</source>
        <translation>stärker ausgeprägt</translation>
    </message>
    <message>
        <source>Mouth at rest</source>
        <translation>Mund in Ruhe</translation>
    </message>
    <message>
        <source>corner drooped</source>
        <translation>Mundwinkel hängt</translation>
    </message>
    <message>
        <source>corner pulled up or out</source>
        <translation>Mundwinkel nach oben oder außen gezogen</translation>
    </message>
    <message>
        <source>voluntary</source>
        <translation>Willkürbewegung</translation>
    </message>
    <message>
        <source>1: no movement</source>
        <translation>1: keine Bewegung</translation>
    </message>
    <message>
        <source>2: slight</source>
        <translation>2: gering</translation>
    </message>
    <message>
        <source>3: mild excursion</source>
        <translation>3: leichte Auslenkung</translation>
    </message>
    <message>
        <source>4: almost complete</source>
        <translation>4: fast vollständig</translation>
    </message>
    <message>
        <source>5: complete</source>
        <translation>5: vollständig</translation>
    </message>
    <message>
        <source>Open-mouth smile</source>
        <translation>Lächeln mit offenem Mund</translation>
    </message>
    <message>
        <source>Lip pucker</source>
        <translation>Mund spitzen</translation>
    </message>
    <message>
        <source>Synkinesis, brow raise</source>
        <translation>Synkinesie, Brauen heben</translation>
    </message>
    <message>
        <source>synkinesis</source>
        <translation>Synkinesie</translation>
    </message>
    <message>
        <source>0: none</source>
        <translation>0: keine</translation>
    </message>
    <message>
        <source>1: mild</source>
        <translation>1: leicht</translation>
    </message>
    <message>
        <source>2: moderate</source>
        <translation>2: mäßig</translation>
    </message>
    <message>
        <source>3: severe</source>
        <translation>3: schwer</translation>
    </message>
    <message>
        <source>Synkinesis, gentle eye closure</source>
        <translation>Synkinesie, sanfter Lidschluss</translation>
    </message>
    <message>
        <source>Synkinesis, open-mouth smile</source>
        <translation>Synkinesie, Lächeln mit offenem Mund</translation>
    </message>
    <message>
        <source>Synkinesis, snarl</source>
        <translation>Synkinesie, Naserümpfen</translation>
    </message>
    <message>
        <source>Synkinesis, lip pucker</source>
        <translation>Synkinesie, Mund spitzen</translation>
    </message>
    <message>
        <source>Voluntary movement</source>
        <translation>Willkürbewegung</translation>
    </message>
    <message>
        <source>4 x sum of the five movements</source>
        <translation>4 x Summe der fünf Bewegungen</translation>
    </message>
    <message>
        <source>Resting symmetry</source>
        <translation>Ruhesymmetrie</translation>
    </message>
    <message>
        <source>5 x sum of the three rest items</source>
        <translation>5 x Summe der drei Ruheitems</translation>
    </message>
    <message>
        <source>Synkinesis</source>
        <translation>Synkinesie</translation>
    </message>
    <message>
        <source>sum of the five synkinesis items</source>
        <translation>Summe der fünf Synkinesieitems</translation>
    </message>
    <message>
        <source>Composite</source>
        <translation>Gesamtwert</translation>
    </message>
    <message>
        <source>voluntary movement - resting symmetry - synkinesis</source>
        <translation>Willkürbewegung − Ruhesymmetrie − Synkinesie</translation>
    </message>
    <message>
        <source>House-Brackmann grade</source>
        <translation>Grad nach House-Brackmann</translation>
    </message>
    <message>
        <source>House, Brackmann 1985</source>
        <translation>House, Brackmann 1985</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>grade</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>I: normal</source>
        <translation>I: normal</translation>
    </message>
    <message>
        <source>II: mild</source>
        <translation>II: leicht</translation>
    </message>
    <message>
        <source>III: moderate</source>
        <translation>III: mäßig</translation>
    </message>
    <message>
        <source>IV: moderately severe</source>
        <translation>IV: mittelschwer</translation>
    </message>
    <message>
        <source>V: severe</source>
        <translation>V: schwer</translation>
    </message>
    <message>
        <source>VI: total</source>
        <translation>VI: vollständig</translation>
    </message>
    <message>
        <source>eFACE</source>
        <translation>eFACE</translation>
    </message>
    <message>
        <source>Banks 2015</source>
        <translation>Banks 2015</translation>
    </message>
    <message>
        <source>Brow at rest</source>
        <translation>Braue in Ruhe</translation>
    </message>
    <message>
        <source>static</source>
        <translation>statisch</translation>
    </message>
    <message>
        <source>Palpebral fissure at rest</source>
        <translation>Lidspalte in Ruhe</translation>
    </message>
    <message>
        <source>Mouth corner at rest</source>
        <translation>Mundwinkel in Ruhe</translation>
    </message>
    <message>
        <source>Brow elevation</source>
        <translation>Hebung der Braue</translation>
    </message>
    <message>
        <source>dynamic</source>
        <translation>dynamisch</translation>
    </message>
    <message>
        <source>Full eye closure</source>
        <translation>Vollständiger Lidschluss</translation>
    </message>
    <message>
        <source>Mouth corner movement with smile</source>
        <translation>Bewegung des Mundwinkels beim Lächeln</translation>
    </message>
    <message>
        <source>Lower lip movement</source>
        <translation>Bewegung der Unterlippe</translation>
    </message>
    <message>
        <source>Ocular synkinesis</source>
        <translation>Synkinesie des Auges</translation>
    </message>
    <message>
        <source>Midfacial synkinesis</source>
        <translation>Synkinesie des Mittelgesichts</translation>
    </message>
    <message>
        <source>Mentalis synkinesis</source>
        <translation>Synkinesie des Mentalis</translation>
    </message>
    <message>
        <source>Platysmal synkinesis</source>
        <translation>Synkinesie des Platysmas</translation>
    </message>
    <message>
        <source>Facial Nerve Grading System 2.0</source>
        <translation>Facial Nerve Grading System 2.0</translation>
    </message>
    <message>
        <source>The limits of grades II to V are not verified against the publication.</source>
        <translation>Die Grenzen der Grade II bis V sind nicht anhand der Veröffentlichung überprüft.</translation>
    </message>
    <message>
        <source>Vrabec 2009</source>
        <translation>Vrabec 2009</translation>
    </message>
    <message>
        <source>Brow</source>
        <translation>Braue</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>2</source>
        <translation>2</translation>
    </message>
    <message>
        <source>3</source>
        <translation>3</translation>
    </message>
    <message>
        <source>4</source>
        <translation>4</translation>
    </message>
    <message>
        <source>5</source>
        <translation>5</translation>
    </message>
    <message>
        <source>6</source>
        <translation>6</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>Auge</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>Secondary movement</source>
        <translation>Synkinesie</translation>
    </message>
    <message>
        <source>secondary</source>
        <translation>Synkinesie</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>sum of the four regions and secondary movement</source>
        <translation>Summe der vier Regionen und der Synkinesie</translation>
    </message>
    <message>
        <source>I</source>
        <translation>I</translation>
    </message>
    <message>
        <source>II</source>
        <translation>II</translation>
    </message>
    <message>
        <source>III</source>
        <translation>III</translation>
    </message>
    <message>
        <source>IV</source>
        <translation>IV</translation>
    </message>
    <message>
        <source>V</source>
        <translation>V</translation>
    </message>
    <message>
        <source>VI</source>
        <translation>VI</translation>
    </message>
    <message>
        <source>Yanagihara score</source>
        <translation>Yanagihara-Score</translation>
    </message>
    <message>
        <source>Yanagihara; item list of Cochrane review CD001869</source>
        <translation>Yanagihara; Einzelitems nach dem Cochrane-Review CD001869</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>In Ruhe</translation>
    </message>
    <message>
        <source>function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Wrinkle forehead</source>
        <translation>Stirn runzeln</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Lidschlag</translation>
    </message>
    <message>
        <source>Light eye closure</source>
        <translation>Sanfter Lidschluss</translation>
    </message>
    <message>
        <source>Closure of the involved eye only</source>
        <translation>Lidschluss nur des betroffenen Auges</translation>
    </message>
    <message>
        <source>Wrinkle nose</source>
        <translation>Naserümpfen</translation>
    </message>
    <message>
        <source>Whistle</source>
        <translation>Pfeifen</translation>
    </message>
    <message>
        <source>Grin</source>
        <translation>Grinsen</translation>
    </message>
    <message>
        <source>Depress lower lip</source>
        <translation>Unterlippe senken</translation>
    </message>
    <message>
        <source>sum of the ten items</source>
        <translation>Summe der zehn Einzelitems</translation>
    </message>
    <message>
        <source>complete palsy</source>
        <translation>vollständige Lähmung</translation>
    </message>
    <message>
        <source>Totals as entered; their ranges are not verified against the publication.</source>
        <translation>Summen wie eingegeben; ihre Bereiche sind nicht anhand der Veröffentlichung überprüft.</translation>
    </message>
    <message>
        <source>total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Facial Disability Index</source>
        <translation>Facial Disability Index</translation>
    </message>
    <message>
        <source>Physical function</source>
        <translation>Körperliche Funktion</translation>
    </message>
    <message>
        <source>Social and well-being function</source>
        <translation>Soziale Funktion und Wohlbefinden</translation>
    </message>
    <message>
        <source>Synkinesis Assessment Questionnaire</source>
        <translation>Synkinesis Assessment Questionnaire</translation>
    </message>
    <message>
        <source>at rest</source>
        <translation>in Ruhe</translation>
    </message>
    <message>
        <source>at the peak</source>
        <translation>am Höhepunkt</translation>
    </message>
    <message>
        <source>excursion</source>
        <translation>Auslenkung</translation>
    </message>
    <message>
        <source>patient&apos;s right</source>
        <translation>rechte Seite des Patienten</translation>
    </message>
    <message>
        <source>patient&apos;s left</source>
        <translation>linke Seite des Patienten</translation>
    </message>
    <message>
        <source>Clinical grades</source>
        <translation>Klinische Bewertungen</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>Ganzes Gesicht</translation>
    </message>
    <message>
        <source>it was skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>per min</source>
        <translation>pro min</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>forehead</source>
        <translation>Stirn</translation>
    </message>
    <message>
        <source>mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>commissure</source>
        <translation>Mundwinkel</translation>
    </message>
    <message>
        <source>face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>withdrawal</source>
        <translation>Widerruf</translation>
    </message>
    <message>
        <source>12 adults</source>
        <translation>12 Erwachsene</translation>
    </message>
    <message>
        <source>AI {0}</source>
        <translation>AI {0}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>up to {0}</source>
        <translation>bis zu {0}</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>low</source>
        <translation>gering</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>clinician-entered</source>
        <translation>vom Kliniker eingetragen</translation>
    </message>
    <message>
        <source>patient-reported</source>
        <translation>Angabe des Patienten</translation>
    </message>
    <message>
        <source>female</source>
        <translation>weiblich</translation>
    </message>
    <message>
        <source>male</source>
        <translation>männlich</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>flaccid</source>
        <translation>schlaff</translation>
    </message>
    <message>
        <source>paretic</source>
        <translation>paretisch</translation>
    </message>
    <message>
        <source>synkinetic</source>
        <translation>synkinetisch</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht eingetragen</translation>
    </message>
    <message>
        <source>Bell&apos;s palsy</source>
        <translation>Bell-Parese</translation>
    </message>
    <message>
        <source>Ramsay Hunt syndrome</source>
        <translation>Ramsay-Hunt-Syndrom</translation>
    </message>
    <message>
        <source>iatrogenic (after an operation)</source>
        <translation>iatrogen (nach Operation)</translation>
    </message>
    <message>
        <source>trauma</source>
        <translation>Trauma</translation>
    </message>
    <message>
        <source>tumour</source>
        <translation>Tumor</translation>
    </message>
    <message>
        <source>congenital</source>
        <translation>angeboren</translation>
    </message>
    <message>
        <source>Lyme disease</source>
        <translation>Lyme-Borreliose</translation>
    </message>
    <message>
        <source>otitis</source>
        <translation>Otitis</translation>
    </message>
    <message>
        <source>central</source>
        <translation>zentral</translation>
    </message>
    <message>
        <source>Guillain-Barré syndrome</source>
        <translation>Guillain-Barré-Syndrom</translation>
    </message>
    <message>
        <source>Melkersson-Rosenthal syndrome</source>
        <translation>Melkersson-Rosenthal-Syndrom</translation>
    </message>
    <message>
        <source>steroid</source>
        <translation>Kortikosteroid</translation>
    </message>
    <message>
        <source>antiviral</source>
        <translation>Virostatikum</translation>
    </message>
    <message>
        <source>physiotherapy</source>
        <translation>Physiotherapie</translation>
    </message>
    <message>
        <source>botulinum toxin</source>
        <translation>Botulinumtoxin</translation>
    </message>
    <message>
        <source>tarsorrhaphy</source>
        <translation>Tarsorrhaphie</translation>
    </message>
    <message>
        <source>nerve transfer</source>
        <translation>Nerventransfer</translation>
    </message>
    <message>
        <source>muscle transfer</source>
        <translation>Muskeltransfer</translation>
    </message>
    <message>
        <source>static sling</source>
        <translation>statische Zügelplastik</translation>
    </message>
    <message>
        <source>electrical stimulation</source>
        <translation>Elektrostimulation</translation>
    </message>
    <message>
        <source>complication</source>
        <translation>Komplikation</translation>
    </message>
    <message>
        <source>recurrence</source>
        <translation>Rezidiv</translation>
    </message>
    <message>
        <source>0.5</source>
        <translation>0,5</translation>
    </message>
    <message>
        <source>{0} {1} {2}</source>
        <translation>{0}. {1} {2}</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januar</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februar</translation>
    </message>
    <message>
        <source>March</source>
        <translation>März</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>August</source>
        <translation>August</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Dezember</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>Jan.</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>Feb.</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>März</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>Apr.</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>Aug.</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>Sept.</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>Okt.</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>Nov.</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>Dez.</translation>
    </message>
    <message>
        <source>The unfinished visit cannot be kept because {0}: make room, then go on.</source>
        <translation>Die nicht abgeschlossene Untersuchung kann nicht gespeichert werden ({0}): Platz schaffen, dann fortfahren.</translation>
    </message>
    <message>
        <source>{0} cannot be read because {1}.</source>
        <translation>{0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>{0} is not readable as an unfinished visit; its recordings lie beside it.</source>
        <translation>Die nicht abgeschlossene Untersuchung {0} ist nicht lesbar; die Aufnahmen liegen daneben.</translation>
    </message>
    <message>
        <source>Part of the face is outside the picture: move to the middle.</source>
        <translation>Ein Teil des Gesichts liegt außerhalb des Bildes: zur Mitte rücken.</translation>
    </message>
    <message>
        <source>The picture is blurred: focus or clean the camera, and hold still.</source>
        <translation>Das Bild ist unscharf: Kamera scharf stellen oder reinigen, und stillhalten.</translation>
    </message>
    <message>
        <source>Part of the face is hidden: take off glasses, move hair and hands away.</source>
        <translation>Ein Teil des Gesichts ist verdeckt: Brille abnehmen, Haare und Hände weg.</translation>
    </message>
    <message>
        <source>No face is found: look at the camera.</source>
        <translation>Kein Gesicht gefunden: in die Kamera blicken.</translation>
    </message>
    <message>
        <source>The face is small in the picture: zoom in or choose a finer camera format.</source>
        <translation>Das Gesicht ist klein im Bild: heranzoomen oder ein feineres Kameraformat wählen.</translation>
    </message>
    <message>
        <source>The face fills the picture: move back, to one metre or more.</source>
        <translation>Das Gesicht füllt das Bild: auf mindestens einen Meter zurückgehen.</translation>
    </message>
    <message>
        <source>The right side of the face is in shadow: light it from the front.</source>
        <translation>Die rechte Gesichtsseite liegt im Schatten: von vorn beleuchten.</translation>
    </message>
    <message>
        <source>The left side of the face is in shadow: light it from the front.</source>
        <translation>Die linke Gesichtsseite liegt im Schatten: von vorn beleuchten.</translation>
    </message>
    <message>
        <source>The camera gives too few pictures a second: more light or another format helps.</source>
        <translation>Die Kamera liefert zu wenige Bilder je Sekunde: mehr Licht oder ein anderes Format hilft.</translation>
    </message>
    <message>
        <source>The camera leaves out pictures: close other programs.</source>
        <translation>Die Kamera lässt Bilder aus: andere Programme schließen.</translation>
    </message>
    <message>
        <source>Two faces are in the picture: only the patient may be in view.</source>
        <translation>Zwei Gesichter sind im Bild: nur der Patient darf zu sehen sein.</translation>
    </message>
    <message>
        <source>Turn the head to the left.</source>
        <translation>Den Kopf nach links drehen.</translation>
    </message>
    <message>
        <source>Turn the head to the right.</source>
        <translation>Den Kopf nach rechts drehen.</translation>
    </message>
    <message>
        <source>Lower the chin.</source>
        <translation>Das Kinn senken.</translation>
    </message>
    <message>
        <source>Lift the chin.</source>
        <translation>Das Kinn heben.</translation>
    </message>
    <message>
        <source>Tilt the head towards the right shoulder.</source>
        <translation>Den Kopf zur rechten Schulter neigen.</translation>
    </message>
    <message>
        <source>Tilt the head towards the left shoulder.</source>
        <translation>Den Kopf zur linken Schulter neigen.</translation>
    </message>
    <message>
        <source>The face is too dark: switch on a lamp in front of the patient.</source>
        <translation>Das Gesicht ist zu dunkel: eine Lampe vor dem Patienten einschalten.</translation>
    </message>
    <message>
        <source>The face is too bright: soften or move the light.</source>
        <translation>Das Gesicht ist zu hell: das Licht dämpfen oder verschieben.</translation>
    </message>
    <message>
        <source>The picture is not judged at the moment: wait for the lights, or record in spite of them.</source>
        <translation>Das Bild wird noch nicht beurteilt: auf die Anzeigen warten oder trotzdem aufnehmen.</translation>
    </message>
    <message>
        <source>{0}: repetition {1} was recorded without the lights and is not judged; look at it in the review.</source>
        <translation>{0}: Wiederholung {1} wurde ohne Anzeigen aufgenommen und ist nicht beurteilt; in der Durchsicht ansehen.</translation>
    </message>
    <message>
        <source>{0}: the disk was too slow for {1} pictures and {2} came damaged from the camera; close other programs, check the cable and record it again if the movement jumps.</source>
        <translation>{0}: Für {1} Bilder war der Datenträger zu langsam, und {2} kamen beschädigt von der Kamera; andere Programme schließen, das Kabel prüfen und erneut aufnehmen, falls die Bewegung springt.</translation>
    </message>
    <message>
        <source>{0}: Copying the video</source>
        <translation>{0}: Video wird kopiert</translation>
    </message>
    <message>
        <source>The recordings were saved but could not be put in their place: {0}.</source>
        <translation>Die Aufnahmen sind gespeichert, konnten aber nicht an ihren Platz gebracht werden: {0}.</translation>
    </message>
    <message>
        <source>A recording cannot be read: {0}.</source>
        <translation>Eine Aufnahme kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>synkinesis {0}</source>
        <translation>Synkinesie {0}</translation>
    </message>
    <message>
        <source>mean ratio {0}</source>
        <translation>im Mittel {0}</translation>
    </message>
    <message>
        <source>mean ± 1.96 × SE; SE of the parts added in squares; widened by the network&apos;s own error of the ratios where that is known</source>
        <translation>Mittelwert ± 1,96 × SE; SE der Teile quadratisch addiert; erweitert um den Eigenfehler des Netzes bei den Verhältnissen, wo er bekannt ist</translation>
    </message>
    <message>
        <source>The grade has no rater; say who graded or entered it.</source>
        <translation>Die Bewertung hat keinen Bewerter; geben Sie an, wer bewertet oder eingetragen hat.</translation>
    </message>
    <message>
        <source>closure is complete when {0} % of the opening at rest are gone</source>
        <translation>der Lidschluss gilt als vollständig, wenn {0} % der Ruheöffnung verschwunden sind</translation>
    </message>
    <message>
        <source>movement of brow and mouth corner {0} % of the healthy side, {1}; {2}; {3}; tone, disfigurement and synkinesis are not judged</source>
        <translation>Bewegung von Braue und Mundwinkel {0} % der gesunden Seite, {1}; {2}; {3}; Tonus, Entstellung und Synkinesie werden nicht beurteilt</translation>
    </message>
    <message>
        <source>I above {0} %, II above {1} %, III above {2} %, IV above {3} %, V from {4} %</source>
        <translation>I über {0} %, II über {1} %, III über {2} %, IV über {3} %, V ab {4} %</translation>
    </message>
    <message>
        <source>normal from −{0} to +{1} %</source>
        <translation>normal von −{0} bis +{1} %</translation>
    </message>
    <message>
        <source>no verdict: how far the network errs here is not known</source>
        <translation>keine Aussage: wie weit sich das Netz hier irrt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>motion-capture study, Brazilian Journal of Otorhinolaryngology</source>
        <translation>Studie mit Bewegungserfassung, Brazilian Journal of Otorhinolaryngology</translation>
    </message>
    <message>
        <source>Not a grade until a clinician has looked and agrees. The limits between the House-Brackmann grades are published for distances by ruler; reading them on ratios, and the limits of closure and of no movement, are defaults of the software, as are the limits between the Sunnybrook levels except that for the height of the mouth corners. Nasolabial fold, eyelid surgery, chin and neck cannot be seen in landmarks and are never suggested; what is not listed was too uncertain.</source>
        <translation>Kein Grad, bevor ein Kliniker hingesehen hat und zustimmt. Die Grenzen zwischen den House-Brackmann-Graden sind für Strecken mit dem Lineal veröffentlicht; sie auf Verhältnisse anzuwenden und die Grenzen für den Lidschluss und für keine Bewegung sind Vorgaben der Software, ebenso die Grenzen zwischen den Sunnybrook-Stufen außer der für die Höhe der Mundwinkel. Nasolabialfalte, Lidoperation, Kinn und Hals sind in Landmarken nicht zu sehen und werden nie vorgeschlagen; was nicht aufgeführt ist, war zu unsicher.</translation>
    </message>
    <message>
        <source>{0}; normal up to {1}, the least that observers see</source>
        <translation>{0}; normal bis {1}, das Geringste, was Betrachter sehen</translation>
    </message>
    <message>
        <source>excursion ratio of {0} {1}; {2}</source>
        <translation>Auslenkungsverhältnis von {0} {1}; {2}</translation>
    </message>
    <message>
        <source>synkinesis index of the {0} {1}; {2}; chin and neck are not seen</source>
        <translation>Synkinesieindex ({0}) {1}; {2}; Kinn und Hals werden nicht erfasst</translation>
    </message>
    <message>
        <source>levels 2 to 5 from {0}, {1}, {2} and {3} %</source>
        <translation>Stufen 2 bis 5 ab {0}, {1}, {2} und {3} %</translation>
    </message>
    <message>
        <source>levels 1 to 3 from {0}, {1} and {2} %</source>
        <translation>Stufen 1 bis 3 ab {0}, {1} und {2} %</translation>
    </message>
    <message>
        <source>{0} (3 mm on an average face)</source>
        <translation>{0} (3 mm bei einem durchschnittlichen Gesicht)</translation>
    </message>
    <message>
        <source>Each value is the median of the repetitions of one exercise. Its 95 % interval covers the spread of the repetitions and of the pictures of this examination; that of a ratio, or of a score made of ratios, also allows for the landmark model&apos;s own error as measured on rendered faces, those of lengths and of the other indices do not. Measurement error between two visits (MDC95) is 1.96 × √(SE₁² + SE₂²), but not less than 15 points for ratios or 1.5 mm for lengths; these floors are defaults until the clinic has measured its own. A change is called beyond or within measurement error, never better or worse.</source>
        <translation>Jeder Wert ist der Median der Wiederholungen einer Übung. Sein 95-%-Intervall umfasst die Streuung der Wiederholungen und der Bilder dieser Untersuchung; das eines Verhältnisses und eines aus Verhältnissen gebildeten Wertes berücksichtigt außerdem den eigenen, an gerenderten Gesichtern gemessenen Fehler des Landmarkenmodells, die Intervalle von Längen und der übrigen Indizes nicht. Der Messfehler zwischen zwei Untersuchungen (MDC95) ist 1,96 × √(SE₁² + SE₂²), mindestens aber 15 Punkte bei Verhältnissen und 1,5 mm bei Längen; diese Mindestwerte sind Vorgaben, bis die Klinik eigene gemessen hat. Eine Änderung heißt außerhalb oder innerhalb des Messfehlers, nie besser oder schlechter.</translation>
    </message>
    <message>
        <source>{0}: not shown, for it is not yet measured well enough to compare the sides.</source>
        <translation>{0}: nicht gezeigt, denn hier wird noch nicht gut genug gemessen, um die Seiten zu vergleichen.</translation>
    </message>
    <message>
        <source>What moves along. A: activation of the affected side, H: of the healthy side. Index: what A exceeds H by, as a share of the largest voluntary movement (0 % none, 100 % as large).</source>
        <translation>Was sich mitbewegt. A: Aktivierung der betroffenen Seite, H: der gesunden Seite. Index: um wie viel A größer ist als H, als Anteil der größten Willkürbewegung (0 % keine, 100 % ebenso groß).</translation>
    </message>
    <message>
        <source>Index, %</source>
        <translation>Index, %</translation>
    </message>
    <message>
        <source>no verdict: the network errs by more than the smallest change that counts</source>
        <translation>keine Aussage: das Netz irrt um mehr als die kleinste Änderung, die zählt</translation>
    </message>
    <message>
        <source>The absolute difference of MC is the Facial Asymmetry Index (FAI). AI as above; provisional band −5 to +5, a default of the software, not a published norm. Intervals at rest hold the noise of the pictures only, not the error of the network.</source>
        <translation>Die absolute Differenz von MC ist der Facial Asymmetry Index (FAI). AI wie oben; vorläufiger Bereich −5 bis +5, eine Vorgabe der Software, keine veröffentlichte Norm. Intervalle in Ruhe enthalten nur das Rauschen der Bilder, nicht den Fehler des Netzes.</translation>
    </message>
    <message>
        <source>another treatment</source>
        <translation>andere Behandlung</translation>
    </message>
    <message>
        <source>Changes are computed from unrounded values.</source>
        <translation>Änderungen sind aus ungerundeten Werten berechnet.</translation>
    </message>
    <message>
        <source>index, %</source>
        <translation>Index, %</translation>
    </message>
    <message>
        <source>Suggested by the software, not confirmed</source>
        <translation>Von der Software vorgeschlagen, nicht bestätigt</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} oder {1}</translation>
    </message>
    <message>
        <source>Kept apart from the ratios: synkinesis appears later and may rise while movement recovers.</source>
        <translation>Von den Verhältnissen getrennt: Synkinesien treten später auf und können zunehmen, während sich die Bewegung erholt.</translation>
    </message>
    <message>
        <source>As people gave them; the software measures and does not grade.</source>
        <translation>Wie von Menschen vergeben; die Software misst und bewertet nicht.</translation>
    </message>
    <message>
        <source>Recovery over the visits</source>
        <translation>Verlauf über die Untersuchungen</translation>
    </message>
    <message>
        <source>Excursion of each side.</source>
        <translation>Auslenkung jeder Seite.</translation>
    </message>
    <message>
        <source>Time since {0}. {1} Bars: 95 % interval. Numbered flags: treatments.</source>
        <translation>Zeit seit {0}. {1} Fehlerbalken: 95-%-Intervall. Nummerierte Fähnchen: Behandlungen.</translation>
    </message>
    <message>
        <source>Treatments to date</source>
        <translation>Bisherige Behandlungen</translation>
    </message>
    <message>
        <source>Fewer than two visits are analysed; the charts begin with the second.</source>
        <translation>Weniger als zwei Untersuchungen sind ausgewertet; die Diagramme beginnen mit der zweiten.</translation>
    </message>
    <message>
        <source>No excursion could be measured at any visit.</source>
        <translation>Bei keiner Untersuchung war eine Auslenkung messbar.</translation>
    </message>
    <message>
        <source>the first visit (onset not recorded)</source>
        <translation>der ersten Untersuchung (Beginn nicht eingetragen)</translation>
    </message>
    <message>
        <source>Left: ratio of affected to healthy side. Right: excursion of each side, because a ratio also rises when the healthy side moves less. Grey band: measurement error around the previous visit.</source>
        <translation>Links: Verhältnis der betroffenen zur gesunden Seite. Rechts: Auslenkung jeder Seite, denn ein Verhältnis steigt auch, wenn sich die gesunde Seite weniger bewegt. Graues Band: Messfehler um die vorige Untersuchung.</translation>
    </message>
    <message>
        <source>The lines are broken where visits cannot be compared: {0}.</source>
        <translation>Die Linien sind unterbrochen, wo Untersuchungen nicht vergleichbar sind: {0}.</translation>
    </message>
    <message>
        <source>Synkinesis and eye closure over the visits</source>
        <translation>Synkinesien und Lidschluss über die Untersuchungen</translation>
    </message>
    <message>
        <source>Not available at any visit: {0}.</source>
        <translation>Bei keiner Untersuchung verfügbar: {0}.</translation>
    </message>
    <message>
        <source>Eye closure from {0} on: {1}.</source>
        <translation>Lidschluss ab {0}: {1}.</translation>
    </message>
    <message>
        <source>None recorded.</source>
        <translation>Keine eingetragen.</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>Behandlung</translation>
    </message>
    <message>
        <source>Dose and place</source>
        <translation>Dosis und Ort</translation>
    </message>
    <message>
        <source>Clinical grades over the visits</source>
        <translation>Klinische Bewertungen über die Untersuchungen</translation>
    </message>
    <message>
        <source>{0}: not available at any visit.</source>
        <translation>{0}: bei keiner Untersuchung verfügbar.</translation>
    </message>
    <message>
        <source>{0}: ratio</source>
        <translation>{0}: Verhältnis</translation>
    </message>
    <message>
        <source>A recording cannot be removed: {0}.</source>
        <translation>Eine Aufnahme kann nicht entfernt werden: {0}.</translation>
    </message>
    <message>
        <source>The folder of the recordings cannot be read: {0}.</source>
        <translation>Der Ordner der Aufnahmen kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>The folder of the recordings cannot be tidied: {0}.</source>
        <translation>Der Ordner der Aufnahmen kann nicht aufgeräumt werden: {0}.</translation>
    </message>
    <message>
        <source>resting {0}</source>
        <translation>Ruhewert {0}</translation>
    </message>
    <message>
        <source>excursion {0}</source>
        <translation>Auslenkung {0}</translation>
    </message>
    <message>
        <source>A recording cannot be stored: {0}.</source>
        <translation>Eine Aufnahme kann nicht gespeichert werden: {0}.</translation>
    </message>
    <message>
        <source>1 both sides alike; 0 one side has none</source>
        <translation>1 beide Seiten gleich; 0 eine Seite zeigt nichts</translation>
    </message>
    <message>
        <source>100 both sides alike; 0 one side has none</source>
        <translation>100 beide Seiten gleich; 0 eine Seite zeigt nichts</translation>
    </message>
    <message>
        <source>0 both sides alike; 100 the affected side has none, or twice as much</source>
        <translation>0 beide Seiten gleich; 100 die betroffene Seite zeigt nichts oder doppelt so viel</translation>
    </message>
    <message>
        <source>0 both sides alike; 100 the affected side has none; below 0 it has more than the other</source>
        <translation>0 beide Seiten gleich; 100 die betroffene Seite zeigt nichts; unter 0 zeigt sie mehr als die andere</translation>
    </message>
    <message>
        <source>0 both sides alike; 100 one side has none</source>
        <translation>0 beide Seiten gleich; 100 eine Seite zeigt nichts</translation>
    </message>
    <message>
        <source>0 no closure; 100 complete closure</source>
        <translation>0 kein Lidschluss; 100 vollständiger Lidschluss</translation>
    </message>
    <message>
        <source>0 none; 100 as large as the voluntary movement</source>
        <translation>0 keine; 100 so groß wie die willkürliche Bewegung</translation>
    </message>
    <message>
        <source>1 same direction; 0 at a right angle; below 0 opposite</source>
        <translation>1 gleiche Richtung; 0 im rechten Winkel; unter 0 entgegengesetzt</translation>
    </message>
    <message>
        <source>1 as much as the healthy side; 0 no movement</source>
        <translation>1 so viel wie die gesunde Seite; 0 keine Bewegung</translation>
    </message>
    <message>
        <source>1 same shape; 0 unrelated; below 0 contrary</source>
        <translation>1 gleiche Form; 0 ohne Zusammenhang; unter 0 gegenläufig</translation>
    </message>
    <message>
        <source>100 as much as the healthy side; 0 no movement</source>
        <translation>100 so viel wie die gesunde Seite; 0 keine Bewegung</translation>
    </message>
    <message>
        <source>0 all complete; 100 all partial</source>
        <translation>0 alle vollständig; 100 alle unvollständig</translation>
    </message>
    <message>
        <source>8 full movement; 0 no movement</source>
        <translation>8 volle Bewegung; 0 keine Bewegung</translation>
    </message>
    <message>
        <source>8 as much as the healthy side; 0 no movement</source>
        <translation>8 so viel wie die gesunde Seite; 0 keine Bewegung</translation>
    </message>
    <message>
        <source>accepted below 2 (default)</source>
        <translation>annehmbar unter 2 (Vorgabe)</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Relax</source>
        <translation>Entspannen</translation>
    </message>
    <message>
        <source>Blink now</source>
        <translation>Jetzt blinzeln</translation>
    </message>
    <message>
        <source>Putting the recordings together</source>
        <translation>Aufnahmen werden zusammengesetzt</translation>
    </message>
    <message>
        <source>Recording has stopped because the program has a fault: what was recorded is kept; go on, or record the exercise again.</source>
        <translation>Die Aufnahme wurde wegen eines Programmfehlers angehalten: das Aufgenommene ist erhalten; fortfahren oder die Übung noch einmal aufnehmen.</translation>
    </message>
    <message>
        <source>The camera {0} gives no picture: check its cable.</source>
        <translation>Die Kamera {0} liefert kein Bild: das Kabel prüfen.</translation>
    </message>
    <message>
        <source>The disk has room for {0} minutes of video only: free some space.</source>
        <translation>Der Datenträger hat nur für {0} Minuten Video Platz: bitte Platz schaffen.</translation>
    </message>
    <message>
        <source>The camera {0} cannot be used: close other programs that use it, or plug it in again.</source>
        <translation>Die Kamera {0} ist nicht verwendbar: andere Programme schließen, die sie benutzen, oder sie neu anschließen.</translation>
    </message>
    <message>
        <source>Hiding the face</source>
        <translation>Gesicht wird verdeckt</translation>
    </message>
    <message>
        <source>Drawing the landmarks</source>
        <translation>Landmarken werden gezeichnet</translation>
    </message>
    <message>
        <source>The export {0} cannot be written: {1}.</source>
        <translation>Der Export {0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>The table {0} is too long for an Excel sheet; export it as CSV.</source>
        <translation>Die Tabelle {0} ist zu lang für ein Excel-Blatt; bitte als CSV exportieren.</translation>
    </message>
    <message>
        <source>The folder {0} cannot hold the database safely (a network drive?); choose a folder on a disk of this computer.</source>
        <translation>Im Ordner {0} ist die Datenbank nicht sicher (ein Netzlaufwerk?); einen Ordner auf einem Datenträger dieses Rechners wählen.</translation>
    </message>
    <message>
        <source>The backup before the upgrade cannot be written to {0}: {1}.</source>
        <translation>Die Sicherung vor der Umstellung kann nicht nach {0} geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>The database {0} cannot be opened: {1}.</source>
        <translation>Die Datenbank {0} kann nicht geöffnet werden: {1}.</translation>
    </message>
    <message>
        <source>The database is damaged and was left as it is; restore the latest backup or ask for help.</source>
        <translation>Die Datenbank ist beschädigt und blieb unverändert; die neueste Sicherung wiederherstellen oder Hilfe holen.</translation>
    </message>
    <message>
        <source>The disk is full, nothing was saved; free some space and try again.</source>
        <translation>Der Datenträger ist voll, nichts wurde gespeichert; Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Another program is using the database; close it or try again in a moment.</source>
        <translation>Ein anderes Programm benutzt die Datenbank; es schließen oder gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The database may not be written; check the rights of its folder.</source>
        <translation>In die Datenbank darf nicht geschrieben werden; die Rechte ihres Ordners prüfen.</translation>
    </message>
    <message>
        <source>The database may not be read; check the rights of its folder.</source>
        <translation>Die Datenbank darf nicht gelesen werden; die Rechte ihres Ordners prüfen.</translation>
    </message>
    <message>
        <source>The database cannot be opened; check that its folder can be written.</source>
        <translation>Die Datenbank kann nicht geöffnet werden; prüfen, ob ihr Ordner beschreibbar ist.</translation>
    </message>
    <message>
        <source>The disk refused to read or write the database; check it and its space.</source>
        <translation>Der Datenträger lässt die Datenbank nicht lesen oder schreiben; ihn und seinen Platz prüfen.</translation>
    </message>
    <message>
        <source>The file is not a Hemiface database, or it is damaged; nothing was changed.</source>
        <translation>Die Datei ist keine Datenbank von Hemiface oder beschädigt; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The database server does not answer; check the connection and try again.</source>
        <translation>Der Datenbankserver antwortet nicht; die Verbindung prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The stored landmarks of a recording are damaged; analyse the visit again.</source>
        <translation>Die gespeicherten Landmarken einer Aufnahme sind beschädigt; die Untersuchung neu auswerten.</translation>
    </message>
    <message>
        <source>The landmarks were stored by a newer version of Hemiface; install it.</source>
        <translation>Die Landmarken stammen von einer neueren Version von Hemiface; diese installieren.</translation>
    </message>
    <message>
        <source>The folder {0} holds recordings but no database; put the database back from a backup.</source>
        <translation>Der Ordner {0} enthält Aufnahmen, aber keine Datenbank; die Datenbank aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>The data folder {0} cannot be used: {1}.</source>
        <translation>Der Datenordner {0} ist nicht verwendbar: {1}.</translation>
    </message>
    <message>
        <source>Another Hemiface is preparing the data folder {0}; try again in a moment.</source>
        <translation>Ein anderes Hemiface bereitet den Datenordner {0} vor; gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The videos take {0} GB and the disk has room for {1} GB: make room, then try again.</source>
        <translation>Die Videos brauchen {0} GB, der Datenträger hat {1} GB frei: Platz schaffen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>{0} is not the name of a stored recording.</source>
        <translation>{0} ist nicht der Name einer gespeicherten Aufnahme.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The database was written by a newer version of Hemiface; install that version.</source>
        <translation>Die Datenbank stammt von einer neueren Version von Hemiface; diese Version installieren.</translation>
    </message>
    <message>
        <source>The database must be upgraded, but another Hemiface is using it; close that first.</source>
        <translation>Die Datenbank muss umgestellt werden, aber ein anderes Hemiface benutzt sie; dieses zuerst schließen.</translation>
    </message>
    <message>
        <source>The upgrade would break references between records and was undone.</source>
        <translation>Die Umstellung hätte Verweise zwischen Einträgen zerstört und wurde rückgängig gemacht.</translation>
    </message>
    <message>
        <source>The file is the database of another program; choose another folder.</source>
        <translation>Die Datei ist die Datenbank eines anderen Programms; einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>There is no patient {0} to change.</source>
        <translation>Es gibt keinen Patienten {0}, der geändert werden könnte.</translation>
    </message>
    <message>
        <source>The code {0} belongs to another patient; choose another.</source>
        <translation>Das Kürzel {0} gehört einem anderen Patienten; ein anderes wählen.</translation>
    </message>
    <message>
        <source>There is no patient {0}; check the code or add the patient.</source>
        <translation>Es gibt keinen Patienten {0}; das Kürzel prüfen oder den Patienten anlegen.</translation>
    </message>
    <message>
        <source>There is no such patient any more; choose another.</source>
        <translation>Diesen Patienten gibt es nicht mehr; einen anderen wählen.</translation>
    </message>
    <message>
        <source>Items as entered by the rater; no total is computed. Static items: 100 is balanced; the palpebral fissure is wide at 0 and narrow at 200. Dynamic items: 0 is no movement, 100 a complete one.</source>
        <translation>Werte wie vom Bewerter eingetragen; eine Summe wird nicht berechnet. Statische Werte: 100 ist ausgeglichen; die Lidspalte ist bei 0 weit und bei 200 eng. Dynamische Werte: 0 ist keine Bewegung, 100 eine vollständige.</translation>
    </message>
    <message>
        <source>Facial Clinimetric Evaluation Scale (FaCE)</source>
        <translation>Facial Clinimetric Evaluation Scale (FaCE)</translation>
    </message>
    <message>
        <source>There is no such treatment to change; it may have been removed.</source>
        <translation>Diese Behandlung gibt es nicht; vielleicht wurde sie entfernt.</translation>
    </message>
    <message>
        <source>There is no such annotation to change; it may have been removed.</source>
        <translation>Diese Anmerkung gibt es nicht; vielleicht wurde sie entfernt.</translation>
    </message>
    <message>
        <source>There is no such grade to change; it may have been removed.</source>
        <translation>Diese Bewertung gibt es nicht; vielleicht wurde sie entfernt.</translation>
    </message>
    <message>
        <source>The visit was measured anew meanwhile, so nothing was changed: do it once more.</source>
        <translation>Die Untersuchung wurde inzwischen neu gemessen, daher wurde nichts geändert: bitte noch einmal.</translation>
    </message>
    <message>
        <source>A visit was stored meanwhile, so nothing was changed: correct the record once more.</source>
        <translation>Inzwischen wurde eine Untersuchung gespeichert, daher wurde nichts geändert: die Akte bitte noch einmal berichtigen.</translation>
    </message>
    <message>
        <source>There is no such recording to change; it may have been removed.</source>
        <translation>Diese Aufnahme gibt es nicht; vielleicht wurde sie entfernt.</translation>
    </message>
    <message>
        <source>The patient&apos;s record was corrected meanwhile, so nothing was changed: do it once more.</source>
        <translation>Die Akte des Patienten wurde inzwischen berichtigt, daher wurde nichts geändert: bitte noch einmal.</translation>
    </message>
    <message>
        <source>There is no visit {0}; list the patient&apos;s visits.</source>
        <translation>Es gibt keine Untersuchung {0}; die Untersuchungen des Patienten ansehen.</translation>
    </message>
    <message>
        <source>The visit&apos;s patient does not exist; add the patient first.</source>
        <translation>Den Patienten der Untersuchung gibt es nicht; ihn zuerst anlegen.</translation>
    </message>
    <message>
        <source>There is no such visit of this patient to change.</source>
        <translation>Diese Untersuchung des Patienten gibt es nicht.</translation>
    </message>
    <message>
        <source>{0} is damaged or cut short after {1} s: copy it from the camera again.</source>
        <translation>{0} ist nach {1} s beschädigt oder abgeschnitten: noch einmal von der Kamera kopieren.</translation>
    </message>
    <message>
        <source>{0} ends before picture {1}: it is not the video that was analysed.</source>
        <translation>{0} endet vor Bild {1}: es ist nicht das Video, das ausgewertet wurde.</translation>
    </message>
    <message>
        <source>{0} changes its picture size after {1} s: cut it into two videos there.</source>
        <translation>{0} ändert nach {1} s die Bildgröße: dort in zwei Videos schneiden.</translation>
    </message>
    <message>
        <source>{0} holds no time stamps: save it as MP4 with its times.</source>
        <translation>{0} enthält keine Zeitstempel: als MP4 mit Zeiten speichern.</translation>
    </message>
    <message>
        <source>{0} is to be shown askew, not in quarter turns: save it upright.</source>
        <translation>{0} ist schräg gedreht, nicht um Vierteldrehungen: aufrecht speichern.</translation>
    </message>
    <message>
        <source>{0} has pictures of {1} x {2} pixels, more than can be handled: save it smaller.</source>
        <translation>{0} hat Bilder von {1} x {2} Pixeln, mehr als verarbeitet werden kann: kleiner speichern.</translation>
    </message>
    <message>
        <source>{0} is longer than {1} minutes: cut the exercise out of it.</source>
        <translation>{0} ist länger als {1} Minuten: die Übung herausschneiden.</translation>
    </message>
    <message>
        <source>{0} is damaged or cut short: copy it from the camera again.</source>
        <translation>{0} ist beschädigt oder abgeschnitten: noch einmal von der Kamera kopieren.</translation>
    </message>
    <message>
        <source>{0} has more than {1} pictures: cut the exercise out of it.</source>
        <translation>{0} hat mehr als {1} Bilder: die Übung herausschneiden.</translation>
    </message>
    <message>
        <source>The camera changed the size of its pictures while recording: record this exercise again.</source>
        <translation>Die Kamera hat während der Aufnahme die Bildgröße geändert: diese Übung noch einmal aufnehmen.</translation>
    </message>
    <message>
        <source>{0} cannot be used for recording because {1}: choose another place.</source>
        <translation>{0} ist für Aufnahmen nicht verwendbar ({1}): einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>the disk did not take it all</source>
        <translation>der Datenträger hat nicht alles angenommen</translation>
    </message>
    <message>
        <source>The recording could not go on because {0}: what was recorded is kept; make room, then record the rest.</source>
        <translation>Die Aufnahme konnte nicht fortgesetzt werden ({0}): das Aufgenommene ist erhalten; Platz schaffen, dann den Rest aufnehmen.</translation>
    </message>
    <message>
        <source>{0} could not be put together because {1}: make room and try again; nothing is lost.</source>
        <translation>{0} konnte nicht zusammengesetzt werden ({1}): Platz schaffen und erneut versuchen; nichts ist verloren.</translation>
    </message>
    <message>
        <source>{0}: nothing was recorded before the interruption: record it again.</source>
        <translation>{0}: vor der Unterbrechung wurde nichts aufgenommen: noch einmal aufnehmen.</translation>
    </message>
    <message>
        <source>{0} ends before picture {1}: copy it from the camera again.</source>
        <translation>{0} endet vor Bild {1}: noch einmal von der Kamera kopieren.</translation>
    </message>
    <message>
        <source>The video is not the one that was analysed; put that one back.</source>
        <translation>Dies ist nicht das ausgewertete Video; das ausgewertete wieder an seinen Platz legen.</translation>
    </message>
    <message>
        <source>The video</source>
        <translation>Das Video</translation>
    </message>
    <message>
        <source>{0} was not found: check the name and the folder.</source>
        <translation>{0} wurde nicht gefunden: Namen und Ordner prüfen.</translation>
    </message>
    <message>
        <source>{0} is not a file: name the video itself.</source>
        <translation>{0} ist keine Datei: das Video selbst angeben.</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes): copy it from the camera again.</source>
        <translation>{0} ist leer (0 Bytes): noch einmal von der Kamera kopieren.</translation>
    </message>
    <message>
        <source>{0} is a still picture: a video is needed.</source>
        <translation>{0} ist ein einzelnes Bild: ein Video wird gebraucht.</translation>
    </message>
    <message>
        <source>{0} holds no pictures, perhaps only sound: a video is needed.</source>
        <translation>{0} enthält keine Bilder, vielleicht nur Ton: ein Video wird gebraucht.</translation>
    </message>
    <message>
        <source>{0} holds pictures of an unknown coding: save it as MP4 with H.264.</source>
        <translation>{0} enthält Bilder in unbekannter Kodierung: als MP4 mit H.264 speichern.</translation>
    </message>
    <message>
        <source>{0} could not be opened ({1}).</source>
        <translation>{0} konnte nicht geöffnet werden ({1}).</translation>
    </message>
    <message>
        <source>{0} cannot be read as a video: it is damaged, cut short or of another kind.</source>
        <translation>{0} kann nicht als Video gelesen werden: beschädigt, abgeschnitten oder von anderer Art.</translation>
    </message>
    <message>
        <source>{0} could not be written because {1}: choose another place.</source>
        <translation>{0} konnte nicht geschrieben werden ({1}): einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Following the face</source>
        <translation>Gesicht wird im Video verfolgt</translation>
    </message>
    <message>
        <source>No face was found in {0}: film it from the front, in good light and filling a third of the picture.</source>
        <translation>{0} zeigt kein Gesicht: von vorn und bei gutem Licht filmen; das Gesicht soll ein Drittel des Bildes füllen.</translation>
    </message>
    <message>
        <source>Two faces of similar size are in the picture at {0} s: only the patient may be in view.</source>
        <translation>Bei {0} s sind zwei ähnlich große Gesichter im Bild: nur der Patient darf zu sehen sein.</translation>
    </message>
    <message>
        <source>Videos for others carry no patient&apos;s code: export them anonymised.</source>
        <translation>Videos zur Weitergabe tragen kein Kürzel eines Patienten: anonymisiert exportieren.</translation>
    </message>
    <message>
        <source>Patient {0} has not agreed to pictures for teaching, research or publication: record the consent or export drawn videos.</source>
        <translation>Patient {0} hat Bildern für Lehre, Forschung oder Veröffentlichung nicht zugestimmt: die Einwilligung eintragen oder gezeichnete Videos exportieren.</translation>
    </message>
    <message>
        <source>The video of {0} is not kept: export drawn videos.</source>
        <translation>Das Video von {0} wird nicht aufbewahrt: gezeichnete Videos exportieren.</translation>
    </message>
    <message>
        <source>The demo lacks the landmarks of &apos;{0}&apos;: reinstall the program.</source>
        <translation>Der Demo fehlen die Landmarken von „{0}“: das Programm neu installieren.</translation>
    </message>
    <message>
        <source>{0} has {1} pictures but landmarks for {2}: reinstall the program.</source>
        <translation>{0} hat {1} Bilder, aber Landmarken für {2}: das Programm neu installieren.</translation>
    </message>
    <message>
        <source>the video</source>
        <translation>das Video</translation>
    </message>
    <message>
        <source>The visit of {0} does not keep all of its videos: left as it is.</source>
        <translation>Die Untersuchung vom {0} hat nicht mehr alle Videos: sie bleibt unverändert.</translation>
    </message>
    <message>
        <source>Nobody is chosen; choose the patients to export.</source>
        <translation>Niemand ist gewählt; die zu exportierenden Patienten wählen.</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>{0} wird geschrieben</translation>
    </message>
    <message>
        <source>The settings cannot be kept in {0}: {1}.</source>
        <translation>Die Einstellungen können nicht in {0} gespeichert werden: {1}.</translation>
    </message>
    <message>
        <source>the sides of {0} were exchanged: mirror image or not was wrong</source>
        <translation>die Seiten von {0} wurden vertauscht: die Angabe zum Spiegelbild war falsch</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>{0} mm</source>
        <translation>{0} mm</translation>
    </message>
    <message>
        <source>landmarks were corrected by hand</source>
        <translation>Landmarken wurden von Hand berichtigt</translation>
    </message>
    <message>
        <source>Measuring the visits anew</source>
        <translation>Untersuchungen werden neu gemessen</translation>
    </message>
    <message>
        <source>The sides of the visit were exchanged meanwhile: look at it before you go on.</source>
        <translation>Die Seiten der Untersuchung wurden inzwischen vertauscht: bitte ansehen, bevor es weitergeht.</translation>
    </message>
    <message>
        <source>the affected side was corrected from {0} to {1}</source>
        <translation>die betroffene Seite wurde von {0} auf {1} berichtigt</translation>
    </message>
    <message>
        <source>the outer-canthal width was corrected from {0} to {1}</source>
        <translation>der Abstand der äußeren Lidwinkel wurde von {0} auf {1} berichtigt</translation>
    </message>
    <message>
        <source>The visit of {0} was never analysed: analyse its videos first.</source>
        <translation>Die Untersuchung vom {0} wurde nie ausgewertet: zuerst ihre Videos auswerten.</translation>
    </message>
    <message>
        <source>exercise {0}</source>
        <translation>Übung {0}</translation>
    </message>
    <message>
        <source>Laying out the report</source>
        <translation>Bericht wird zusammengestellt</translation>
    </message>
    <message>
        <source>Saving the report</source>
        <translation>Bericht wird gespeichert</translation>
    </message>
    <message>
        <source>Drawing the pages</source>
        <translation>Seiten werden gezeichnet</translation>
    </message>
    <message>
        <source>Patient {0} has {1} visits</source>
        <translation>Patient {0} hat {1} Untersuchungen</translation>
    </message>
    <message>
        <source>Reading the visits</source>
        <translation>Untersuchungen werden gelesen</translation>
    </message>
    <message>
        <source>{0}; there is none to report with number {1}.</source>
        <translation>{0}; eine mit der Nummer {1} gibt es nicht.</translation>
    </message>
    <message>
        <source>Hemiface {0}</source>
        <translation>Hemiface {0}</translation>
    </message>
    <message>
        <source>Reading the pictures</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>{0}; there is none to report.</source>
        <translation>{0}; es gibt keine für einen Bericht.</translation>
    </message>
    <message>
        <source>adding up the files</source>
        <translation>Belegter Speicher wird ermittelt</translation>
    </message>
    <message>
        <source>The data folder {0} cannot be read: {1}.</source>
        <translation>Der Datenordner {0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>Patient {0} has no analysed visit yet.</source>
        <translation>Patient {0} hat noch keine ausgewertete Untersuchung.</translation>
    </message>
    <message>
        <source>{0} is there already: choose another folder.</source>
        <translation>{0} gibt es schon: einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Gathering corrected pictures</source>
        <translation>Berichtigte Bilder werden gesammelt</translation>
    </message>
    <message>
        <source>There is nothing to write: no picture with corrected landmarks belongs to a patient who agreed to training.</source>
        <translation>Es gibt nichts zu schreiben: kein Bild mit berichtigten Landmarken gehört einem Patienten, der dem Training zugestimmt hat.</translation>
    </message>
    <message>
        <source>corrected frames</source>
        <translation>berichtigte Bilder</translation>
    </message>
    <message>
        <source>A training runs in {0} already: choose another run folder.</source>
        <translation>In {0} läuft schon ein Training: einen anderen Ordner für den Lauf wählen.</translation>
    </message>
    <message>
        <source>choose another run folder</source>
        <translation>einen anderen Ordner für den Lauf wählen</translation>
    </message>
    <message>
        <source>This run was not started from this window: stop it where it was started.</source>
        <translation>Dieser Lauf wurde nicht aus diesem Fenster gestartet: dort anhalten, wo er gestartet wurde.</translation>
    </message>
    <message>
        <source>Nothing was recorded: there is no visit to keep.</source>
        <translation>Nichts wurde aufgenommen: es gibt keine Untersuchung, die gespeichert werden könnte.</translation>
    </message>
    <message>
        <source>A video cannot be read: {0}.</source>
        <translation>Ein Video kann nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>Measuring the clip</source>
        <translation>Clip wird gemessen</translation>
    </message>
    <message>
        <source>Keeping the corrections</source>
        <translation>Berichtigungen werden gespeichert</translation>
    </message>
    <message>
        <source>The visit was never analysed; analyse its videos first.</source>
        <translation>Die Untersuchung wurde nie ausgewertet; zuerst ihre Videos auswerten.</translation>
    </message>
    <message>
        <source>Reading the landmarks</source>
        <translation>Landmarken werden gelesen</translation>
    </message>
    <message>
        <source>difference {0}</source>
        <translation>Differenz {0}</translation>
    </message>
    <message>
        <source>no pair of exercise and region could be measured</source>
        <translation>kein Paar aus Übung und Region war messbar</translation>
    </message>
    <message>
        <source>Synkinesis (largest)</source>
        <translation>Synkinesie (stärkste)</translation>
    </message>
    <message>
        <source>Whole face: {0}</source>
        <translation>Ganzes Gesicht: {0}</translation>
    </message>
    <message>
        <source>Synkinesis, largest: {0}</source>
        <translation>Synkinesie, stärkste: {0}</translation>
    </message>
    <message>
        <source>peak minus rest, the intended movement positive; x = {0}</source>
        <translation>Höhepunkt minus Ruhe, die beabsichtigte Bewegung positiv; x = {0}</translation>
    </message>
    <message>
        <source>Fieller&apos;s interval of one side over the other, through the formula; its error from the scatter between the movements and the noise of the frames, at rest from the frames alone</source>
        <translation>Fieller-Intervall des Verhältnisses der beiden Seiten, in den Index umgerechnet; der Fehler stammt aus der Streuung zwischen den Bewegungen und dem Rauschen der Bilder, in Ruhe nur aus dem Rauschen der Bilder</translation>
    </message>
    <message>
        <source>Fieller&apos;s interval of one side over the other, from the scatter between the movements and the noise of the frames; widened by the network&apos;s own error where that is known</source>
        <translation>Fieller-Intervall des Verhältnisses der beiden Seiten, aus der Streuung zwischen den Bewegungen und dem Rauschen der Bilder; um den Eigenfehler des Netzes erweitert, sofern er bekannt ist</translation>
    </message>
    <message>
        <source>median ± t × SE of Student&apos;s distribution; SE from the scatter between the movements and the noise of the frames</source>
        <translation>Median ± t × SE nach der Student-Verteilung; SE aus der Streuung zwischen den Bewegungen und dem Rauschen der Bilder</translation>
    </message>
    <message>
        <source>value ± 1.96 × SE; SE from the noise of the frames of one clip</source>
        <translation>Wert ± 1,96 × SE; SE aus dem Rauschen der Bilder eines Clips</translation>
    </message>
    <message>
        <source>mean ± 1.96 × SE; SE of the parts added in squares</source>
        <translation>Mittelwert ± 1,96 × SE; SE der Teile quadratisch addiert</translation>
    </message>
    <message>
        <source>a larger difference is beyond measurement error; MDC95: the smallest detectable change, SE: standard error at either visit</source>
        <translation>ein größerer Unterschied liegt außerhalb des Messfehlers; MDC95: kleinste nachweisbare Änderung, SE: Standardfehler bei jeder der beiden Untersuchungen</translation>
    </message>
    <message>
        <source>error of a count (Poisson)</source>
        <translation>Fehler einer Anzahl (Poisson)</translation>
    </message>
    <message>
        <source>Wilson&apos;s interval of a share</source>
        <translation>Wilson-Intervall eines Anteils</translation>
    </message>
    <message>
        <source>{0} (95 % interval {1}; {2})</source>
        <translation>{0} (95-%-Intervall {1}; {2})</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} bei „{1}“</translation>
    </message>
    <message>
        <source>{0}, patient&apos;s right</source>
        <translation>{0}, rechte Seite des Patienten</translation>
    </message>
    <message>
        <source>{0}, patient&apos;s left</source>
        <translation>{0}, linke Seite des Patienten</translation>
    </message>
    <message>
        <source>{0} observation</source>
        <translation>{0} Beobachtung</translation>
    </message>
    <message>
        <source>{0} observations</source>
        <translation>{0} Beobachtungen</translation>
    </message>
    <message>
        <source>95 % interval: {0}</source>
        <translation>95-%-Intervall: {0}</translation>
    </message>
    <message>
        <source>Change since the visit before: {0}</source>
        <translation>Änderung seit der vorigen Untersuchung: {0}</translation>
    </message>
    <message>
        <source>value of this visit minus value of the visit before</source>
        <translation>Wert dieser Untersuchung minus Wert der vorigen Untersuchung</translation>
    </message>
    <message>
        <source>no verdict</source>
        <translation>keine Aussage</translation>
    </message>
    <message>
        <source>no verdict: the smallest change that counts is not known in this unit</source>
        <translation>keine Aussage: in dieser Einheit ist nicht bekannt, welche Änderung mindestens zählt</translation>
    </message>
    <message>
        <source>no verdict: too few movements to know how much they differ</source>
        <translation>keine Aussage: zu wenige Bewegungen, um zu wissen, wie sehr sie sich unterscheiden</translation>
    </message>
    <message>
        <source>no verdict: the standard error is not known</source>
        <translation>keine Aussage: der Standardfehler ist nicht bekannt</translation>
    </message>
    <message>
        <source>MDC95 = max({0}; 1.96 √({1}² + {2}²)) = {3}</source>
        <translation>MDC95 = max({0}; 1,96 √({1}² + {2}²)) = {3}</translation>
    </message>
    <message>
        <source>{0}: {1} mm at the patient&apos;s {2} mm between the eye corners</source>
        <translation>{0}: {1} mm bei den {2} mm zwischen den Lidwinkeln des Patienten</translation>
    </message>
    <message>
        <source>{0}: what {1} mm of difference between the sides make of this index</source>
        <translation>{0}: was {1} mm Unterschied zwischen den Seiten an diesem Index ausmachen</translation>
    </message>
    <message>
        <source>{0}, after repeated measurements one week apart (Tanikawa 2018)</source>
        <translation>{0}, nach wiederholten Messungen im Abstand von einer Woche (Tanikawa 2018)</translation>
    </message>
    <message>
        <source>{0} (default of this software)</source>
        <translation>{0} (Vorgabe dieser Software)</translation>
    </message>
    <message>
        <source>{0}: {1} mm on an average face of {2} mm between the outer eye corners, as the patient&apos;s own width is not recorded</source>
        <translation>{0}: {1} mm bei einem durchschnittlichen Gesicht mit {2} mm zwischen den äußeren Lidwinkeln, da der Abstand des Patienten nicht eingetragen ist</translation>
    </message>
    <message>
        <source>ratio {0}</source>
        <translation>Verhältnis {0}</translation>
    </message>
    <message>
        <source>Healthy people, {0}: mean ± standard deviation {1} ± {2} {3} ({4}; {5})</source>
        <translation>Gesunde, {0}: Mittelwert ± Standardabweichung {1} ± {2} {3} ({4}; {5})</translation>
    </message>
    <message>
        <source>Ratio, {0}</source>
        <translation>Verhältnis, {0}</translation>
    </message>
    <message>
        <source>Days since onset</source>
        <translation>Tage seit Beginn</translation>
    </message>
    <message>
        <source>How far the lids close</source>
        <translation>Wie weit sich die Lider schließen</translation>
    </message>
    <message>
        <source>it was not recorded</source>
        <translation>nicht aufgenommen</translation>
    </message>
    <message>
        <source>There is no clip to analyse; give at least one.</source>
        <translation>Es gibt keinen Clip zum Auswerten; mindestens einen angeben.</translation>
    </message>
    <message>
        <source>The clips were read by different networks ({0}); read all of them with the same one.</source>
        <translation>Die Clips wurden mit verschiedenen Netzen ausgewertet ({0}); alle mit demselben auswerten.</translation>
    </message>
    <message>
        <source>No clip shows a face that can be measured ({0}); film the face from the front.</source>
        <translation>Kein Clip zeigt ein messbares Gesicht ({0}); das Gesicht von vorn filmen.</translation>
    </message>
    <message>
        <source>There is no exercise &apos;{0}&apos;; choose from {1}.</source>
        <translation>Es gibt keine Übung „{0}“; zur Wahl stehen {1}.</translation>
    </message>
    <message>
        <source>The exercise &apos;{0}&apos; is given twice; keep one clip.</source>
        <translation>Die Übung „{0}“ ist zweimal angegeben; einen Clip behalten.</translation>
    </message>
    <message>
        <source>30 or 60 frames per second cannot show it; about 120 are needed</source>
        <translation>30 oder 60 Bilder je Sekunde können das nicht zeigen; etwa 120 sind nötig</translation>
    </message>
    <message>
        <source>the affected side differs</source>
        <translation>andere betroffene Seite</translation>
    </message>
    <message>
        <source>the camera differs</source>
        <translation>andere Kamera</translation>
    </message>
    <message>
        <source>the distance of the camera differs</source>
        <translation>anderer Abstand der Kamera</translation>
    </message>
    <message>
        <source>the landmark network differs</source>
        <translation>anderes Netz für die Landmarken</translation>
    </message>
    <message>
        <source>the formulas differ</source>
        <translation>andere Formeln</translation>
    </message>
    <message>
        <source>the depth scale differs</source>
        <translation>anderer Tiefenmaßstab</translation>
    </message>
    <message>
        <source>the millimetre factor differs</source>
        <translation>anderer Umrechnungsfaktor in Millimeter</translation>
    </message>
    <message>
        <source>the mid-plane of the face differs</source>
        <translation>andere Mittelebene des Gesichts</translation>
    </message>
    <message>
        <source>it depends on depth, and the head was turned by more than 5 degrees</source>
        <translation>tiefenabhängig, und der Kopf war um mehr als 5 Grad gedreht</translation>
    </message>
    <message>
        <source>neither side moved more than three times its scatter at rest</source>
        <translation>keine Seite bewegte sich um mehr als das Dreifache ihrer Streuung in Ruhe</translation>
    </message>
    <message>
        <source>one eye is hardly open before the movement</source>
        <translation>ein Auge ist vor der Bewegung kaum offen</translation>
    </message>
    <message>
        <source>the eyes blinked throughout the movements</source>
        <translation>die Augen blinzelten während der Bewegungen</translation>
    </message>
    <message>
        <source>the head turned by less than {0} degrees</source>
        <translation>der Kopf drehte sich um weniger als {0} Grad</translation>
    </message>
    <message>
        <source>no depth scale between {0} and {1} fits the head turn</source>
        <translation>kein Tiefenmaßstab zwischen {0} und {1} passt zur Kopfdrehung</translation>
    </message>
    <message>
        <source>it needs {0} frames per second or more</source>
        <translation>dafür sind mindestens {0} Bilder je Sekunde nötig</translation>
    </message>
    <message>
        <source>in no repetition both sides moved measurably with onset and offset on record</source>
        <translation>in keiner Wiederholung bewegten sich beide Seiten messbar mit aufgenommenem Beginn und Ende</translation>
    </message>
    <message>
        <source>time of the analysis</source>
        <translation>Zeitpunkt der Auswertung</translation>
    </message>
    <message>
        <source>name of the person who asks for the analysis</source>
        <translation>Name der Person, die die Auswertung veranlasst</translation>
    </message>
    <message>
        <source>reason for the analysis</source>
        <translation>Grund der Auswertung</translation>
    </message>
    <message>
        <source>outer-canthal width measured on the patient</source>
        <translation>am Patienten gemessener Abstand der äußeren Lidwinkel</translation>
    </message>
    <message>
        <source>not calibrated</source>
        <translation>nicht kalibriert</translation>
    </message>
    <message>
        <source>no single side is affected</source>
        <translation>nicht genau eine Seite ist betroffen</translation>
    </message>
    <message>
        <source>too few of its {0} frames can be measured: {1} without a face, {2} with the head turned too far, {3} with unsure landmarks</source>
        <translation>zu wenige der {0} Bilder sind messbar: {1} ohne Gesicht, {2} mit zu weit gedrehtem Kopf, {3} mit unsicheren Landmarken</translation>
    </message>
    <message>
        <source>the clip has only {0} frames</source>
        <translation>der Clip hat nur {0} Bilder</translation>
    </message>
    <message>
        <source>In {0} % of the measured frames the head was turned by more than {1} degrees sideways or {2} up or down.</source>
        <translation>In {0} % der gemessenen Bilder war der Kopf um mehr als {1} Grad zur Seite oder {2} nach oben oder unten gedreht.</translation>
    </message>
    <message>
        <source>The clip has {0} frames per second; {1} or more are recommended.</source>
        <translation>Der Clip hat {0} Bilder je Sekunde; {1} oder mehr werden empfohlen.</translation>
    </message>
    <message>
        <source>the healthy side did not move as intended; check the recorded side</source>
        <translation>die gesunde Seite bewegte sich nicht wie beabsichtigt; die eingetragene Seite prüfen</translation>
    </message>
    <message>
        <source>neither side moved as intended</source>
        <translation>keine Seite bewegte sich wie beabsichtigt</translation>
    </message>
    <message>
        <source>one side moved the wrong way, and the index compares two that did not</source>
        <translation>eine Seite bewegte sich in die falsche Richtung; der Index vergleicht nur zwei richtige Bewegungen</translation>
    </message>
    <message>
        <source>one side may move as far the wrong way as the other does the right</source>
        <translation>eine Seite bewegt sich womöglich so weit in die falsche Richtung wie die andere in die richtige</translation>
    </message>
    <message>
        <source>the eye is hardly open before the movement</source>
        <translation>das Auge ist vor der Bewegung kaum offen</translation>
    </message>
    <message>
        <source>a commissure moved too little to have a direction</source>
        <translation>ein Mundwinkel bewegte sich zu wenig, um eine Richtung zu haben</translation>
    </message>
    <message>
        <source>The clip cannot be measured: {0}.</source>
        <translation>Der Clip kann nicht gemessen werden: {0}.</translation>
    </message>
    <message>
        <source>eyelid weight</source>
        <translation>Lidgewicht</translation>
    </message>
    <message>
        <source>100 (H − A) / (H + A)</source>
        <translation>100 (H − A) / (H + A)</translation>
    </message>
    <message>
        <source>100 |L − R| / (L + R)</source>
        <translation>100 |L − R| / (L + R)</translation>
    </message>
    <message>
        <source>H − A, or |R − L| when no single side is affected</source>
        <translation>H − A, oder |R − L|, wenn nicht genau eine Seite betroffen ist</translation>
    </message>
    <message>
        <source>100 (H − A) / (H + A) of areas, or 100 |L − R| / (L + R)</source>
        <translation>100 (H − A) / (H + A) der Flächen oder 100 |L − R| / (L + R)</translation>
    </message>
    <message>
        <source>Nasolabial fold at rest</source>
        <translation>Nasolabialfalte in Ruhe</translation>
    </message>
    <message>
        <source>Nasolabial fold depth at rest</source>
        <translation>Tiefe der Nasolabialfalte in Ruhe</translation>
    </message>
    <message>
        <source>Nasolabial fold depth with smile</source>
        <translation>Tiefe der Nasolabialfalte beim Lächeln</translation>
    </message>
    <message>
        <source>Nasolabial fold direction with smile</source>
        <translation>Richtung der Nasolabialfalte beim Lächeln</translation>
    </message>
    <message>
        <source>Nasolabial fold</source>
        <translation>Nasolabialfalte</translation>
    </message>
    <message>
        <source>version of the consent</source>
        <translation>Fassung der Einwilligung</translation>
    </message>
    <message>
        <source>guardian&apos;s name</source>
        <translation>Name des gesetzlichen Vertreters</translation>
    </message>
    <message>
        <source>date of consent</source>
        <translation>Datum der Einwilligung</translation>
    </message>
    <message>
        <source>patient&apos;s name</source>
        <translation>Name des Patienten</translation>
    </message>
    <message>
        <source>date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>date of onset</source>
        <translation>Datum des Beginns</translation>
    </message>
    <message>
        <source>outer-canthal width</source>
        <translation>Abstand der äußeren Lidwinkel</translation>
    </message>
    <message>
        <source>reason for skipping an exercise</source>
        <translation>Grund für das Auslassen einer Übung</translation>
    </message>
    <message>
        <source>time of the visit</source>
        <translation>Zeitpunkt der Untersuchung</translation>
    </message>
    <message>
        <source>name of the person who confirmed the side</source>
        <translation>Name der Person, die die Seite bestätigt hat</translation>
    </message>
    <message>
        <source>kind of treatment</source>
        <translation>Art der Behandlung</translation>
    </message>
    <message>
        <source>time of the annotation</source>
        <translation>Zeitpunkt der Anmerkung</translation>
    </message>
    <message>
        <source>end of keeping</source>
        <translation>Ende der Aufbewahrung</translation>
    </message>
    <message>
        <source>date of the {0}</source>
        <translation>Datum: {0}</translation>
    </message>
    <message>
        <source>The number of recurrences is negative; count earlier palsies.</source>
        <translation>Die Zahl der Rezidive ist negativ; frühere Lähmungen zählen.</translation>
    </message>
    <message>
        <source>The exercise is skipped without a reason; say why.</source>
        <translation>Die Übung wird ohne Grund ausgelassen; einen Grund angeben.</translation>
    </message>
    <message>
        <source>The kind of treatment is empty; say what was done.</source>
        <translation>Die Art der Behandlung fehlt; angeben, was geschah.</translation>
    </message>
    <message>
        <source>start of the treatment</source>
        <translation>Beginn der Behandlung</translation>
    </message>
    <message>
        <source>end of the treatment</source>
        <translation>Ende der Behandlung</translation>
    </message>
    <message>
        <source>The annotation has no author; say who made it.</source>
        <translation>Die Anmerkung hat keinen Verfasser; angeben, von wem sie stammt.</translation>
    </message>
    <message>
        <source>no excursion ratio of {0}</source>
        <translation>kein Auslenkungsverhältnis von {0}</translation>
    </message>
    <message>
        <source>brow raise and biggest smile were not both measured</source>
        <translation>Brauen heben und breitestes Lächeln wurden nicht beide gemessen</translation>
    </message>
    <message>
        <source>the head was hardly ever within {0} degrees of straight</source>
        <translation>der Kopf war fast immer um mehr als {0} Grad aus der Geradeausstellung gedreht</translation>
    </message>
    <message>
        <source>no movement was found in that exercise</source>
        <translation>in dieser Übung wurde keine Bewegung gefunden</translation>
    </message>
    <message>
        <source>the exercise {0} was not measured</source>
        <translation>die Übung {0} wurde nicht gemessen</translation>
    </message>
    <message>
        <source>no length was measured in millimetres</source>
        <translation>keine Länge wurde in Millimetern gemessen</translation>
    </message>
    <message>
        <source>the side it is divided by moved less than three times its noise</source>
        <translation>die Seite, durch die geteilt wird, bewegte sich um weniger als das Dreifache ihres Rauschens</translation>
    </message>
    <message>
        <source>the repetitions differ too much for a ratio</source>
        <translation>die Wiederholungen unterscheiden sich zu sehr für ein Verhältnis</translation>
    </message>
    <message>
        <source>no movement larger than three times the scatter at rest was found</source>
        <translation>keine Bewegung über dem Dreifachen der Streuung in Ruhe gefunden</translation>
    </message>
    <message>
        <source>no blink was found</source>
        <translation>kein Lidschlag gefunden</translation>
    </message>
    <message>
        <source>movement was</source>
        <translation>Bewegung wurde</translation>
    </message>
    <message>
        <source>movements were</source>
        <translation>Bewegungen wurden</translation>
    </message>
    <message>
        <source>{0} {1} found, {2} are asked for.</source>
        <translation>{0} {1} gefunden, {2} sind vorgesehen.</translation>
    </message>
    <message>
        <source>{0} of {1} movements have no neutral face before them on record and are compared with the rest of the session.</source>
        <translation>Vor {0} von {1} Bewegungen ist kein neutrales Gesicht aufgenommen; sie werden mit der Ruhe der Sitzung verglichen.</translation>
    </message>
    <message>
        <source>The {0} is longer than {1} characters; shorten it.</source>
        <translation>„{0}“ ist länger als {1} Zeichen; bitte kürzen.</translation>
    </message>
    <message>
        <source>The patient&apos;s code is empty; give the clinic&apos;s own identification.</source>
        <translation>Das Kürzel des Patienten fehlt; die Patientennummer der Klinik angeben.</translation>
    </message>
    <message>
        <source>The patient&apos;s code is longer than {0} characters.</source>
        <translation>Das Kürzel des Patienten ist länger als {0} Zeichen.</translation>
    </message>
    <message>
        <source>The patient&apos;s code contains an invisible character; type it again.</source>
        <translation>Das Kürzel des Patienten enthält ein unsichtbares Zeichen; noch einmal eintippen.</translation>
    </message>
    <message>
        <source>{0} is not an ICD-10 code; write it like G51.0 or leave it out.</source>
        <translation>{0} ist kein ICD-10-Code; wie G51.0 schreiben oder weglassen.</translation>
    </message>
    <message>
        <source>The {0} {1} has an impossible year; correct it.</source>
        <translation>„{0}“ ({1}) hat ein unmögliches Jahr; bitte berichtigen.</translation>
    </message>
    <message>
        <source>The {0} {1} lies before the {2} {3}; correct one of them.</source>
        <translation>„{0}“ ({1}) liegt vor „{2}“ ({3}); eines von beiden berichtigen.</translation>
    </message>
    <message>
        <source>The {0} of {1} {2} is not between {3} and {4} {5}.</source>
        <translation>„{0}“ von {1} {2} liegt nicht zwischen {3} und {4} {5}.</translation>
    </message>
    <message>
        <source>The {0} contains the unprintable character U+{1}; remove it.</source>
        <translation>„{0}“ enthält das nicht druckbare Zeichen U+{1}; bitte entfernen.</translation>
    </message>
    <message>
        <source>House-Brackmann {0} and Sunnybrook {1} do not match: half of the published gradings with {2} lie between {3} and {4}; check both forms.</source>
        <translation>House-Brackmann {0} und Sunnybrook {1} passen nicht zusammen: die Hälfte der veröffentlichten Bewertungen mit {2} liegt zwischen {3} und {4}; beide Bögen prüfen.</translation>
    </message>
    <message>
        <source>time of grading</source>
        <translation>Zeitpunkt der Bewertung</translation>
    </message>
    <message>
        <source>The form is empty; grade at least one item.</source>
        <translation>Der Bogen ist leer; mindestens ein Einzelitem bewerten.</translation>
    </message>
    <message>
        <source>{0}: {1} is not one of {2}.</source>
        <translation>{0}: {1} ist keiner der Werte {2}.</translation>
    </message>
    <message>
        <source>{0}: {1} is not a number.</source>
        <translation>{0}: {1} ist keine Zahl.</translation>
    </message>
    <message>
        <source>{0}: {1} is not in {2} to {3}.</source>
        <translation>{0}: {1} liegt nicht zwischen {2} und {3}.</translation>
    </message>
    <message>
        <source>The {0} has no item {1}.</source>
        <translation>„{0}“ hat kein Einzelitem {1}.</translation>
    </message>
    <message>
        <source>eye closure not decided</source>
        <translation>Lidschluss nicht entschieden</translation>
    </message>
    <message>
        <source>eye closure complete</source>
        <translation>Lidschluss vollständig</translation>
    </message>
    <message>
        <source>eye closure incomplete</source>
        <translation>Lidschluss unvollständig</translation>
    </message>
    <message>
        <source>brow raise or open-mouth smile could not be measured</source>
        <translation>Brauen heben oder Lächeln mit offenem Mund war nicht messbar</translation>
    </message>
    <message>
        <source>too uncertain: the measurements allow more than three grades</source>
        <translation>zu unsicher: die Messungen lassen mehr als drei Grade zu</translation>
    </message>
    <message>
        <source>Upper face relatively spared - clinician to consider.</source>
        <translation>Obere Gesichtshälfte vergleichsweise ausgespart – vom Kliniker zu bedenken.</translation>
    </message>
    <message>
        <source>asymmetry index of the palpebral fissure height (PFH) {0}; {1}; does not apply after eyelid surgery</source>
        <translation>Asymmetrieindex der Höhe der Lidspalte (PFH) {0}; {1}; gilt nicht nach einer Lidoperation</translation>
    </message>
    <message>
        <source>{0} (95 % interval {1})</source>
        <translation>{0} (95-%-Intervall {1})</translation>
    </message>
    <message>
        <source>left corner above the right one by {0}</source>
        <translation>linker Mundwinkel über dem rechten um {0}</translation>
    </message>
    <message>
        <source>left corner below the right one by {0}</source>
        <translation>linker Mundwinkel unter dem rechten um {0}</translation>
    </message>
    <message>
        <source>no involuntary movement could be measured in this exercise</source>
        <translation>in dieser Übung war keine unwillkürliche Bewegung messbar</translation>
    </message>
    <message>
        <source>too uncertain, {0}</source>
        <translation>zu unsicher, {0}</translation>
    </message>
    <message>
        <source>{0} of {1} items</source>
        <translation>{0} von {1} Einzelitems</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>incomplete, {0}</source>
        <translation>unvollständig, {0}</translation>
    </message>
    <message>
        <source>{0}, {1} (limits not verified)</source>
        <translation>{0}, {1} (Grenzen nicht überprüft)</translation>
    </message>
    <message>
        <source>see the items</source>
        <translation>siehe die Einzelitems</translation>
    </message>
    <message>
        <source>{0}, no total</source>
        <translation>{0}, keine Summe</translation>
    </message>
    <message>
        <source>Published values for orientation, found in healthy people or observers, not limits of this software: excursion from rest, 12 adults, skin markers: smile 9.3 ± 2.8 mm, brow 10.6 ± 2.5 mm (normal patterns of facial movement, Brazilian Journal of Otorhinolaryngology). Asymmetry that observers see: eyelid 2 mm, mouth corner 3 mm, brow 3.5 mm (review, PubMed 28200081). Sunnybrook composite of 111 volunteers: median 95 to 96, range 65 to 100 (Picard 2024). Test-retest over one week, three-dimensional topography: posed smile 1.5 mm (Tanikawa 2018, PMC8288314), the floor of the millimetre error above.</source>
        <translation>Veröffentlichte Werte zur Orientierung, an Gesunden oder Beobachtern erhoben, keine Grenzwerte dieser Software: Auslenkung aus der Ruhe, 12 Erwachsene, Hautmarker: Lächeln 9,3 ± 2,8 mm, Braue 10,6 ± 2,5 mm (normale Muster der Gesichtsbewegung, Brazilian Journal of Otorhinolaryngology). Asymmetrie, die Beobachter sehen: Lid 2 mm, Mundwinkel 3 mm, Braue 3,5 mm (Übersicht, PubMed 28200081). Sunnybrook-Gesamtwert von 111 Freiwilligen: Median 95 bis 96, Spanne 65 bis 100 (Picard 2024). Test-Retest über eine Woche, dreidimensionale Topographie: willkürliches Lächeln 1,5 mm (Tanikawa 2018, PMC8288314), der Mindestwert des oben genannten Fehlers in Millimetern.</translation>
    </message>
    <message>
        <source>For the patient</source>
        <translation>Für die Patientin oder den Patienten</translation>
    </message>
    <message>
        <source>100 % means as far as the other side. Small differences from visit to visit are normal: no measurement is exact. Your clinician will explain what the numbers mean for you.</source>
        <translation>100 % bedeutet so weit wie die andere Seite. Kleine Unterschiede von Untersuchung zu Untersuchung sind normal: keine Messung ist genau. Was die Zahlen für Sie bedeuten, wird Ihnen in der Praxis oder Klinik erklärt.</translation>
    </message>
    <message>
        <source>How far the weaker side of your face moved today, compared with your other side.</source>
        <translation>Wie weit sich die schwächere Seite Ihres Gesichts heute bewegt hat, verglichen mit Ihrer anderen Seite.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>R and L are always the patient&apos;s own right and left.</source>
        <translation>R und L sind immer die eigene rechte und linke Seite des Patienten.</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Verwendungszweck</translation>
    </message>
    <message>
        <source>There is no picture today: no movement could be compared.</source>
        <translation>Heute gibt es keine Abbildung: keine Bewegung konnte verglichen werden.</translation>
    </message>
    <message>
        <source>Measure or index</source>
        <translation>Maß oder Index</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Responsible clinician</source>
        <translation>Verantwortlicher Kliniker</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <source>Reference values</source>
        <translation>Referenzwerte</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Movement over time</source>
        <translation>Bewegung im Zeitverlauf</translation>
    </message>
    <message>
        <source>Excursion against seconds; grey: plateau of each repetition. A: affected, H: healthy.</source>
        <translation>Auslenkung über die Zeit in Sekunden; grau: Plateau jeder Wiederholung. A: betroffene, H: gesunde Seite.</translation>
    </message>
    <message>
        <source>No curve of this visit is kept.</source>
        <translation>Von dieser Untersuchung ist keine Kurve aufbewahrt.</translation>
    </message>
    <message>
        <source>delay of A {0} ({1})</source>
        <translation>Verzögerung von A {0} ({1})</translation>
    </message>
    <message>
        <source>peak speed A/H {0}</source>
        <translation>Spitzengeschwindigkeit A/H {0}</translation>
    </message>
    <message>
        <source>Report {0}</source>
        <translation>Bericht {0}</translation>
    </message>
    <message>
        <source>Facial movement report {0}</source>
        <translation>Bericht zur Gesichtsbewegung {0}</translation>
    </message>
    <message>
        <source>Facial movement examination, research use only</source>
        <translation>Untersuchung der Gesichtsbewegung, nur für die Forschung</translation>
    </message>
    <message>
        <source>Facial movement report</source>
        <translation>Bericht zur Gesichtsbewegung</translation>
    </message>
    <message>
        <source>made {0} by {1}</source>
        <translation>erstellt am {0} mit {1}</translation>
    </message>
    <message>
        <source>Page {0}/{1}</source>
        <translation>Seite {0}/{1}</translation>
    </message>
    <message>
        <source>House-Brackmann</source>
        <translation>House-Brackmann</translation>
    </message>
    <message>
        <source>affected eye closes {0} of its opening</source>
        <translation>betroffenes Auge: Lidschluss {0}</translation>
    </message>
    <message>
        <source>still open: {0}</source>
        <translation>Restspalt {0}</translation>
    </message>
    <message>
        <source>{0}, index {1} ({2})</source>
        <translation>{0}, Index {1} ({2})</translation>
    </message>
    <message>
        <source>none entered at this visit</source>
        <translation>keine bei dieser Untersuchung eingetragen</translation>
    </message>
    <message>
        <source>not available: {0}</source>
        <translation>nicht verfügbar: {0}</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>not available: no pair of exercise and region could be measured</source>
        <translation>nicht verfügbar: kein Paar aus Übung und Region war messbar</translation>
    </message>
    <message>
        <source>Largest synkinesis</source>
        <translation>Stärkste Synkinesie</translation>
    </message>
    <message>
        <source>Empty: that region takes part in the exercise or is not looked at in it. The healthy eye of a patient also narrows in smiling and puckering: read A beside H. No validated limits exist.</source>
        <translation>Leer: diese Region nimmt an der Übung teil oder wird dabei nicht betrachtet. Auch das gesunde Auge verengt sich beim Lächeln und beim Spitzen des Mundes: A neben H lesen. Validierte Grenzwerte gibt es nicht.</translation>
    </message>
    <message>
        <source>Eye safety</source>
        <translation>Schutz des Auges</translation>
    </message>
    <message>
        <source>Closure: 0 % open as before, 100 % closed. Still open: distance of the lids at peak. Landmarks cannot see the cornea: look at the eye.</source>
        <translation>Lidschluss: 0 % offen wie zuvor, 100 % geschlossen. Restspalt: Abstand der Lider am Höhepunkt. Landmarken erfassen die Hornhaut nicht: das Auge ansehen.</translation>
    </message>
    <message>
        <source>{0}: {1}, {2} partial.</source>
        <translation>{0}: {1}, {2} unvollständig.</translation>
    </message>
    <message>
        <source>Not available: {0}.</source>
        <translation>Nicht verfügbar: {0}.</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Closure, right</source>
        <translation>Lidschluss, rechts</translation>
    </message>
    <message>
        <source>Closure, left</source>
        <translation>Lidschluss, links</translation>
    </message>
    <message>
        <source>Still open, right</source>
        <translation>Restspalt, rechts</translation>
    </message>
    <message>
        <source>Still open, left</source>
        <translation>Restspalt, links</translation>
    </message>
    <message>
        <source>nothing was measured</source>
        <translation>nichts wurde gemessen</translation>
    </message>
    <message>
        <source>no single affected side is recorded</source>
        <translation>nicht genau eine betroffene Seite ist eingetragen</translation>
    </message>
    <message>
        <source>Not available: no exercise was recorded.</source>
        <translation>Nicht verfügbar: keine Übung wurde aufgenommen.</translation>
    </message>
    <message>
        <source>the visit has not been analysed</source>
        <translation>die Untersuchung wurde nicht ausgewertet</translation>
    </message>
    <message>
        <source>the exercise was not recorded</source>
        <translation>die Übung wurde nicht aufgenommen</translation>
    </message>
    <message>
        <source>not measured in this clip</source>
        <translation>in diesem Clip nicht gemessen</translation>
    </message>
    <message>
        <source>first visit</source>
        <translation>erste Untersuchung</translation>
    </message>
    <message>
        <source>no verdict: one of the ratios that it is the mean of allows none</source>
        <translation>keine Aussage: eines der Verhältnisse, deren Mittel es ist, erlaubt keine</translation>
    </message>
    <message>
        <source>after eyelid surgery: not nerve recovery</source>
        <translation>nach Lidoperation: nicht als Nervenerholung zu werten</translation>
    </message>
    <message>
        <source>Forehead</source>
        <translation>Stirn</translation>
    </message>
    <message>
        <source>Raising the eyebrows</source>
        <translation>Brauen heben</translation>
    </message>
    <message>
        <source>Eye closure</source>
        <translation>Lidschluss</translation>
    </message>
    <message>
        <source>Closing the eyes gently</source>
        <translation>Augen sanft schließen</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Smiling</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Nose and upper lip</source>
        <translation>Nase und Oberlippe</translation>
    </message>
    <message>
        <source>Wrinkling the nose</source>
        <translation>Nase rümpfen</translation>
    </message>
    <message>
        <source>Pursing the lips</source>
        <translation>Mund spitzen</translation>
    </message>
    <message>
        <source>beyond measurement error</source>
        <translation>außerhalb des Messfehlers</translation>
    </message>
    <message>
        <source>within measurement error</source>
        <translation>innerhalb des Messfehlers</translation>
    </message>
    <message>
        <source>not compared: {0}</source>
        <translation>nicht verglichen: {0}</translation>
    </message>
    <message>
        <source>not measured at the previous visit</source>
        <translation>bei der vorigen Untersuchung nicht gemessen</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>{0} months</source>
        <translation>{0} Monate</translation>
    </message>
    <message>
        <source>{0} weeks</source>
        <translation>{0} Wochen</translation>
    </message>
    <message>
        <source>{0} day</source>
        <translation>{0} Tag</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} Tage</translation>
    </message>
    <message>
        <source>Synkinesis: {0} in {1}</source>
        <translation>Synkinesie: {0} bei „{1}“</translation>
    </message>
    <message>
        <source>{0}: how far the lids close</source>
        <translation>{0}: wie weit sich die Lider schließen</translation>
    </message>
    <message>
        <source>Sunnybrook composite</source>
        <translation>Sunnybrook-Gesamtwert</translation>
    </message>
    <message>
        <source>Ratio A/H = 100 × excursion of the affected side / excursion of the healthy side. AI (asymmetry index) = 100 × (healthy − affected) / (healthy + affected): 0 is symmetric, +100 no movement of the affected side; without sign when no single side is affected. Before: ratio at the previous visit. Provisional band for AI: −10 to +10, a default of the software, not a published norm.</source>
        <translation>Verhältnis A/H = 100 × Auslenkung der betroffenen Seite / Auslenkung der gesunden Seite. AI (Asymmetrieindex) = 100 × (gesund − betroffen) / (gesund + betroffen): 0 ist symmetrisch, +100 keine Bewegung der betroffenen Seite; ohne Vorzeichen, wenn nicht genau eine Seite betroffen ist. Zuvor: Verhältnis bei der vorigen Untersuchung. Vorläufiger Bereich für AI: −10 bis +10, eine Vorgabe der Software, keine veröffentlichte Norm.</translation>
    </message>
    <message>
        <source>positive: left mouth corner higher</source>
        <translation>positiv: linker Mundwinkel höher</translation>
    </message>
    <message>
        <source>positive: towards the patient&apos;s left</source>
        <translation>positiv: zur linken Seite des Patienten</translation>
    </message>
    <message>
        <source>no ratio; difference of the sides {0} ({1})</source>
        <translation>kein Verhältnis; Seitendifferenz {0} ({1})</translation>
    </message>
    <message>
        <source>Movement, region by region</source>
        <translation>Bewegung, Region für Region</translation>
    </message>
    <message>
        <source>Excursion: peak against rest, median of the repetitions. Ratio: affected divided by healthy side. Small print: value at rest and at peak.</source>
        <translation>Auslenkung: Höhepunkt gegen Ruhe, Median der Wiederholungen. Verhältnis: betroffene geteilt durch gesunde Seite. Klein gedruckt: Wert in Ruhe und am Höhepunkt.</translation>
    </message>
    <message>
        <source>Symmetry at rest</source>
        <translation>Symmetrie in Ruhe</translation>
    </message>
    <message>
        <source>Nothing was measured at this visit.</source>
        <translation>Bei dieser Untersuchung wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>Exercise and measure</source>
        <translation>Übung und Maß</translation>
    </message>
    <message>
        <source>Excursion, right</source>
        <translation>Auslenkung, rechts</translation>
    </message>
    <message>
        <source>Excursion, left</source>
        <translation>Auslenkung, links</translation>
    </message>
    <message>
        <source>Ratio A/H</source>
        <translation>Verhältnis A/H</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zuvor</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>House-Brackmann measurement score {0} of 8 ({1}): from millimetres of movement, not the grade.</source>
        <translation>Messwert nach House-Brackmann {0} von 8 ({1}): aus Millimetern der Bewegung, nicht der Grad.</translation>
    </message>
    <message>
        <source>Global excursion score {0} ({1}): mean of the five regions, not a Sunnybrook score.</source>
        <translation>Gesamtwert der Auslenkung {0} ({1}): Mittel der fünf Regionen, kein Sunnybrook-Wert.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Left − right</source>
        <translation>Links − rechts</translation>
    </message>
    <message>
        <source>95 % interval of AI</source>
        <translation>95-%-Intervall von AI</translation>
    </message>
    <message>
        <source>compared by difference only</source>
        <translation>nur als Differenz verglichen</translation>
    </message>
    <message>
        <source>No ratio is given: with both sides or neither affected there is no healthy side to compare with. Both sides are listed in the regional table.</source>
        <translation>Kein Verhältnis: wenn beide Seiten oder keine betroffen ist, gibt es keine gesunde Seite zum Vergleich. Beide Seiten stehen in der Tabelle der Regionen.</translation>
    </message>
    <message>
        <source>No ratio is given: {0}. Both sides are listed in the regional table.</source>
        <translation>Kein Verhältnis: {0}. Beide Seiten stehen in der Tabelle der Regionen.</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>Left (patient&apos;s left)</source>
        <translation>Links (linke Seite des Patienten)</translation>
    </message>
    <message>
        <source>Right (patient&apos;s right)</source>
        <translation>Rechts (rechte Seite des Patienten)</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>Beide Seiten</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Facial movement report · examination of {0}</source>
        <translation>Bericht zur Gesichtsbewegung · Untersuchung vom {0}</translation>
    </message>
    <message>
        <source>{0} analysed</source>
        <translation>{0} ausgewertet</translation>
    </message>
    <message>
        <source>Clinician&apos;s summary</source>
        <translation>Klinische Zusammenfassung</translation>
    </message>
    <message>
        <source>Affected side</source>
        <translation>Betroffene Seite</translation>
    </message>
    <message>
        <source>age not recorded</source>
        <translation>Alter nicht eingetragen</translation>
    </message>
    <message>
        <source>{0} years</source>
        <translation>{0} Jahre</translation>
    </message>
    <message>
        <source>{0} years (born {1})</source>
        <translation>{0} Jahre (geboren {1})</translation>
    </message>
    <message>
        <source>sex not recorded</source>
        <translation>Geschlecht nicht eingetragen</translation>
    </message>
    <message>
        <source>{0} earlier</source>
        <translation>{0} zuvor</translation>
    </message>
    <message>
        <source>about {0} earlier</source>
        <translation>etwa {0} zuvor</translation>
    </message>
    <message>
        <source>none recorded</source>
        <translation>keine eingetragen</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>von {0}</translation>
    </message>
    <message>
        <source>outer-canthal widths (OCW)</source>
        <translation>Vielfachen des Abstands der äußeren Lidwinkel (OCW)</translation>
    </message>
    <message>
        <source>{0}, {1} missing (see limits)</source>
        <translation>{0}, {1} fehlend (siehe Einschränkungen)</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>Auf einen Blick</translation>
    </message>
    <message>
        <source>How far the affected side moves compared with the healthy side: 100 % is as far. Line across the bar: 95 % interval of this examination.</source>
        <translation>Wie weit sich die betroffene Seite im Vergleich mit der gesunden bewegt: 100 % ist ebenso weit. Strich im Balken: 95-%-Intervall dieser Untersuchung.</translation>
    </message>
    <message>
        <source>To be written by the clinician; the software writes none.</source>
        <translation>Vom Kliniker zu schreiben; die Software schreibt keine.</translation>
    </message>
    <message>
        <source>Patient&apos;s code</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Age and sex</source>
        <translation>Alter, Geschlecht</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Onset</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Treatments</source>
        <translation>Behandlungen</translation>
    </message>
    <message>
        <source>{0} m away</source>
        <translation>{0} m entfernt</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>Untersucht</translation>
    </message>
    <message>
        <source>Examiner</source>
        <translation>Untersucher</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Side confirmed</source>
        <translation>Seite bestätigt</translation>
    </message>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Lengths in</source>
        <translation>Längen in</translation>
    </message>
    <message>
        <source>No analysed recording belongs to this visit.</source>
        <translation>Zu dieser Untersuchung gehört keine ausgewertete Aufnahme.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Left out: free text may name the patient.</source>
        <translation>Weggelassen: Freitext kann den Namen des Patienten enthalten.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Earlier palsies</source>
        <translation>Frühere Lähmungen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Vorgeschichte</translation>
    </message>
    <message>
        <source>none analysed</source>
        <translation>keine ausgewertet</translation>
    </message>
    <message>
        <source>{0} pictures per second</source>
        <translation>{0} Bilder je Sekunde</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>previous visit</source>
        <translation>vorige Untersuchung</translation>
    </message>
    <message>
        <source>Quality of the recording: {0}</source>
        <translation>Qualität der Aufnahme: {0}</translation>
    </message>
    <message>
        <source>{0} of {1} pictures measured; head turned {2} sideways and {3} up or down; {4}; {5}.</source>
        <translation>{0} von {1} Bildern gemessen; Kopf {2} zur Seite und {3} nach oben oder unten gedreht; {4}; {5}.</translation>
    </message>
    <message>
        <source>What to bear in mind, and what is not available and why.</source>
        <translation>Was zu bedenken ist, und was aus welchem Grund fehlt.</translation>
    </message>
    <message>
        <source>Some landmarks were placed by hand by {0}; the others are those of the network.</source>
        <translation>Einige Landmarken wurden von {0} von Hand gesetzt; die übrigen sind die des Netzes.</translation>
    </message>
    <message>
        <source>{0} gaps</source>
        <translation>{0} Lücken</translation>
    </message>
    <message>
        <source>{0} remarks (see limits)</source>
        <translation>{0} Bemerkungen (siehe Einschränkungen)</translation>
    </message>
    <message>
        <source>Quality of the recording</source>
        <translation>Qualität der Aufnahme</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Einschränkungen</translation>
    </message>
    <message>
        <source>This computer has no font for some characters of the names; they print as “?”.</source>
        <translation>Auf diesem Rechner fehlt eine Schrift für einige Zeichen der Namen; gedruckt wird „?“.</translation>
    </message>
    <message>
        <source>{0}: filmed as a mirror image; the sides were swapped back.</source>
        <translation>{0}: als Spiegelbild gefilmt; die Seiten wurden zurückgetauscht.</translation>
    </message>
    <message>
        <source>No clip could be measured.</source>
        <translation>Kein Clip war messbar.</translation>
    </message>
    <message>
        <source>{0}° to {1}°</source>
        <translation>{0}° bis {1}°</translation>
    </message>
    <message>
        <source>No clip of this visit could be measured.</source>
        <translation>Kein Clip dieser Untersuchung war messbar.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Weggedreht</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Yaw</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>Nicken</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>Gaps, s</source>
        <translation>Lücken, s</translation>
    </message>
    <message>
        <source>Mirror plane</source>
        <translation>Spiegelebene</translation>
    </message>
    <message>
        <source>residual {0} % OCW, {1}° from the plane of all points</source>
        <translation>Restabweichung {0} % OCW, {1}° von der Ebene aller Punkte</translation>
    </message>
    <message>
        <source>Rest template</source>
        <translation>Ruhevorlage</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>Outer-canthal width</source>
        <translation>Abstand der äußeren Lidwinkel</translation>
    </message>
    <message>
        <source>Depth scale</source>
        <translation>Tiefenmaßstab</translation>
    </message>
    <message>
        <source>Landmark model</source>
        <translation>Landmarkenmodell</translation>
    </message>
    <message>
        <source>Weights (SHA-256)</source>
        <translation>Gewichte (SHA-256)</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>Formeln</translation>
    </message>
    <message>
        <source>Every exercise and measure of the protocol is available.</source>
        <translation>Alle Übungen und Maße des Protokolls liegen vor.</translation>
    </message>
    <message>
        <source>Affected side: {0}. What compares A with H is left out.</source>
        <translation>Betroffene Seite: {0}. Was A mit H vergleicht, ist weggelassen.</translation>
    </message>
    <message>
        <source>Nobody has confirmed that right and left of the recordings are right.</source>
        <translation>Niemand hat bestätigt, dass rechts und links in den Aufnahmen stimmen.</translation>
    </message>
    <message>
        <source>Some landmarks were placed by hand; the others are those of the network.</source>
        <translation>Einige Landmarken wurden von Hand gesetzt; die übrigen sind die des Netzes.</translation>
    </message>
    <message>
        <source>no gaps</source>
        <translation>keine Lücken</translation>
    </message>
    <message>
        <source>1 gap</source>
        <translation>1 Lücke</translation>
    </message>
    <message>
        <source>no remarks</source>
        <translation>keine Bemerkungen</translation>
    </message>
    <message>
        <source>1 remark (see limits)</source>
        <translation>1 Bemerkung (siehe Einschränkungen)</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Given by people. The software measures; it does not grade.</source>
        <translation>Von Menschen vergeben. Die Software misst; sie bewertet nicht.</translation>
    </message>
    <message>
        <source>total only</source>
        <translation>nur Summe</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Left: rest before the movement; right: peak. One scale. R is the patient&apos;s right side (blue points), L the patient&apos;s left (orange points).</source>
        <translation>Links: Ruhe vor der Bewegung; rechts: Höhepunkt. Gleicher Maßstab. R ist die rechte Seite des Patienten (blaue Punkte), L die linke Seite des Patienten (orange Punkte).</translation>
    </message>
    <message>
        <source>Left out: a face identifies the patient, and this report carries the code only.</source>
        <translation>Weggelassen: ein Gesicht macht den Patienten kenntlich, und dieser Bericht trägt nur das Kürzel.</translation>
    </message>
    <message>
        <source>Left out: the patient has withdrawn consent.</source>
        <translation>Weggelassen: der Patient hat die Einwilligung widerrufen.</translation>
    </message>
    <message>
        <source>Left out: no consent for pictures is recorded.</source>
        <translation>Weggelassen: eine Einwilligung in Bilder ist nicht eingetragen.</translation>
    </message>
    <message>
        <source>No picture of this visit is kept.</source>
        <translation>Von dieser Untersuchung ist kein Bild aufbewahrt.</translation>
    </message>
    <message>
        <source>none is kept</source>
        <translation>keines aufbewahrt</translation>
    </message>
    <message>
        <source>No clinical scale was filled in at this visit.</source>
        <translation>Bei dieser Untersuchung wurde keine klinische Skala ausgefüllt.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Einzelitems</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>Eingetragen</translation>
    </message>
    <message>
        <source>software-suggested, confirmed by the clinician</source>
        <translation>von der Software vorgeschlagen, vom Kliniker bestätigt</translation>
    </message>
    <message>
        <source>software-suggested, confirmed by {0}</source>
        <translation>von der Software vorgeschlagen, bestätigt von {0}</translation>
    </message>
    <message>
        <source>No pictures: {0}.</source>
        <translation>Keine Bilder: {0}.</translation>
    </message>
    <message>
        <source>rest only</source>
        <translation>nur Ruhe</translation>
    </message>
    <message>
        <source>peak only</source>
        <translation>nur Höhepunkt</translation>
    </message>
    <message>
        <source>analysed with the other side; analyse again</source>
        <translation>mit der anderen Seite ausgewertet; neu auswerten</translation>
    </message>
    <message>
        <source>definition of this software</source>
        <translation>Definition dieser Software</translation>
    </message>
    <message>
        <source>House and Brackmann 1985</source>
        <translation>House und Brackmann 1985</translation>
    </message>
    <message>
        <source>House-Brackmann score (encyclopaedia article)</source>
        <translation>House-Brackmann-Skala (Enzyklopädie)</translation>
    </message>
    <message>
        <source>Malm 2018, Facial Asymmetry Index</source>
        <translation>Malm 2018, Facial Asymmetry Index</translation>
    </message>
    <message>
        <source>Kim 2015, Sensors 15:26756</source>
        <translation>Kim 2015, Sensors 15:26756</translation>
    </message>
    <message>
        <source>Renne 2025</source>
        <translation>Renne 2025</translation>
    </message>
    <message>
        <source>Klimach, commissure angle</source>
        <translation>Klimach, Winkel am Mundwinkel</translation>
    </message>
    <message>
        <source>Tarantili, spontaneous smile</source>
        <translation>Tarantili, spontanes Lächeln</translation>
    </message>
    <message>
        <source>facial thirds, stereophotogrammetry (PubMed 27939040)</source>
        <translation>Gesichtsdrittel, Stereophotogrammetrie (PubMed 27939040)</translation>
    </message>
    <message>
        <source>Gaber 2015</source>
        <translation>Gaber 2015</translation>
    </message>
    <message>
        <source>Ogawa 2021, blink</source>
        <translation>Ogawa 2021, Lidschlag</translation>
    </message>
    <message>
        <source>ocular synkinesis, FACE software</source>
        <translation>Synkinesie des Auges, Software FACE</translation>
    </message>
    <message>
        <source>blepharokymography 2007</source>
        <translation>Blepharokymographie 2007</translation>
    </message>
    <message>
        <source>Frontiers in Ophthalmology 2022, 960593</source>
        <translation>Frontiers in Ophthalmology 2022, 960593</translation>
    </message>
    <message>
        <source>blink kinematics (abstract)</source>
        <translation>Kinematik des Lidschlags (Kurzfassung)</translation>
    </message>
    <message>
        <source>Dynaface (software)</source>
        <translation>Dynaface (Software)</translation>
    </message>
    <message>
        <source>Emotrics (software)</source>
        <translation>Emotrics (Software)</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>the disk quota is used up</source>
        <translation>das Kontingent auf dem Datenträger ist aufgebraucht</translation>
    </message>
    <message>
        <source>the disk takes no file that large</source>
        <translation>der Datenträger nimmt keine so große Datei an</translation>
    </message>
    <message>
        <source>it may not be written or read by this user</source>
        <translation>dieser Benutzer darf dort nicht schreiben oder lesen</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>it does not exist</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>part of its path is a file, not a folder</source>
        <translation>ein Teil des Pfades ist eine Datei, kein Ordner</translation>
    </message>
    <message>
        <source>it is a folder, not a file</source>
        <translation>ein Ordner, keine Datei</translation>
    </message>
    <message>
        <source>something else has that name</source>
        <translation>etwas anderes trägt diesen Namen</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>the disk reports a fault</source>
        <translation>der Datenträger meldet einen Fehler</translation>
    </message>
    <message>
        <source>choose another place</source>
        <translation>einen anderen Ort wählen</translation>
    </message>
    <message>
        <source>{0} cannot be written because {1}: {2}.</source>
        <translation>{0} kann nicht geschrieben werden ({1}): {2}.</translation>
    </message>
    <message>
        <source>the system gave no reason</source>
        <translation>das System nennt keinen Grund</translation>
    </message>
    <message>
        <source>There are no weights {0}; known are {1}.</source>
        <translation>Es gibt keine Gewichte {0}; bekannt sind {1}.</translation>
    </message>
    <message>
        <source>pictures of {0} px</source>
        <translation>Bilder von {0} px</translation>
    </message>
    <message>
        <source>landmarks {0}</source>
        <translation>Landmarken {0}</translation>
    </message>
    <message>
        <source>Weights file {0} is not the published one (its hash differs): reinstall the program.</source>
        <translation>Die Gewichtsdatei {0} ist nicht die veröffentlichte (andere Prüfsumme): das Programm neu installieren.</translation>
    </message>
    <message>
        <source>The list of network weights {0} cannot be read ({1}): reinstall the program.</source>
        <translation>Die Liste der Gewichte {0} kann nicht gelesen werden ({1}): das Programm neu installieren.</translation>
    </message>
    <message>
        <source>Weights {0} do not fit the network.</source>
        <translation>Die Gewichte {0} passen nicht zum Netz.</translation>
    </message>
    <message>
        <source>Weights {0} are for {1}, not for {2}: update the program.</source>
        <translation>Die Gewichte {0} sind für {1}, nicht für {2}: das Programm aktualisieren.</translation>
    </message>
    <message>
        <source>Weights file {0} cannot be read ({1}): reinstall the program.</source>
        <translation>Die Gewichtsdatei {0} kann nicht gelesen werden ({1}): das Programm neu installieren.</translation>
    </message>
    <message>
        <source>The report {0} cannot be written because {1}; choose another place or free some space.</source>
        <translation>Der Bericht {0} kann nicht geschrieben werden ({1}); einen anderen Ort wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>Get ready</source>
        <translation>Bereit machen</translation>
    </message>
    <message>
        <source>The folder {0} for recordings cannot be used: {1}.</source>
        <translation>Der Ordner {0} für Aufnahmen ist nicht verwendbar: {1}.</translation>
    </message>
    <message>
        <source>The folder {0} of unfinished visits cannot be read: {1}.</source>
        <translation>Der Ordner {0} der nicht abgeschlossenen Untersuchungen kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The recordings of the unfinished visit cannot be removed: {0}.</source>
        <translation>Die Aufnahmen der nicht abgeschlossenen Untersuchung können nicht entfernt werden: {0}.</translation>
    </message>
    <message>
        <source>An earlier recording cannot be removed: {0}.</source>
        <translation>Eine frühere Aufnahme kann nicht entfernt werden: {0}.</translation>
    </message>
    <message>
        <source>Relax your face</source>
        <translation>Gesicht entspannen</translation>
    </message>
    <message>
        <source>Once more, please</source>
        <translation>Bitte noch einmal</translation>
    </message>
    <message>
        <source>A short break</source>
        <translation>Eine kurze Pause</translation>
    </message>
    <message>
        <source>Thank you, that is all</source>
        <translation>Danke, das war alles</translation>
    </message>
    <message>
        <source>No camera is connected: plug one in, or open video files instead.</source>
        <translation>Keine Kamera angeschlossen: eine anschließen oder stattdessen Videodateien öffnen.</translation>
    </message>
    <message>
        <source>Nothing was recorded of this exercise: record it again.</source>
        <translation>Von dieser Übung wurde nichts aufgenommen: noch einmal aufnehmen.</translation>
    </message>
    <message>
        <source>Confirm first that left and right are the patient&apos;s.</source>
        <translation>Zuerst bestätigen, dass links und rechts die Seiten des Patienten sind.</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>not recorded</source>
        <translation>nicht eingetragen</translation>
    </message>
    <message>
        <source>{0}: choose in the calendar</source>
        <translation>{0}: im Kalender wählen</translation>
    </message>
    <message>
        <source>{0}: {1} is not a date; write it as 2026-01-31 or pick it.</source>
        <translation>{0}: {1} ist kein Datum; als 2026-01-31 schreiben oder auswählen.</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>{0}: {1} is not a number.</source>
        <translation>{0}: {1} ist keine Zahl.</translation>
    </message>
    <message>
        <source>{0} (required)</source>
        <translation>{0} (Pflichtangabe)</translation>
    </message>
    <message>
        <source>required</source>
        <translation>Pflichtangabe</translation>
    </message>
</context>
<context>
    <name>landmarks</name>
    <message>
        <source>{0}, {1} (landmark {2})</source>
        <translation>{0}, {1} (Landmarke {2})</translation>
    </message>
    <message>
        <source>Not measured: no face found</source>
        <translation>Nicht gemessen: kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>Not measured: the head is turned too far</source>
        <translation>Nicht gemessen: der Kopf ist zu weit gedreht</translation>
    </message>
    <message>
        <source>Not measured: the landmarks are unsure</source>
        <translation>Nicht gemessen: die Landmarken sind unsicher</translation>
    </message>
    <message>
        <source>Chin</source>
        <translation>Kinn</translation>
    </message>
    <message>
        <source>Lateral end of the brow</source>
        <translation>Laterales Brauenende</translation>
    </message>
    <message>
        <source>Medial end of the brow</source>
        <translation>Mediales Brauenende</translation>
    </message>
    <message>
        <source>Nasion</source>
        <translation>Nasion</translation>
    </message>
    <message>
        <source>Nasal bridge</source>
        <translation>Nasenrücken</translation>
    </message>
    <message>
        <source>Tip of the nose</source>
        <translation>Nasenspitze</translation>
    </message>
    <message>
        <source>Ala of the nose</source>
        <translation>Nasenflügel</translation>
    </message>
    <message>
        <source>Subnasale</source>
        <translation>Subnasale</translation>
    </message>
    <message>
        <source>Lateral canthus</source>
        <translation>Lateraler Lidwinkel</translation>
    </message>
    <message>
        <source>Medial canthus</source>
        <translation>Medialer Lidwinkel</translation>
    </message>
    <message>
        <source>Upper eyelid</source>
        <translation>Oberlid</translation>
    </message>
    <message>
        <source>Lower eyelid</source>
        <translation>Unterlid</translation>
    </message>
    <message>
        <source>Commissure</source>
        <translation>Mundwinkel</translation>
    </message>
    <message>
        <source>Upper lip, outer edge</source>
        <translation>Oberlippe, Außenrand</translation>
    </message>
    <message>
        <source>Lower lip, outer edge</source>
        <translation>Unterlippe, Außenrand</translation>
    </message>
    <message>
        <source>Commissure, inner edge</source>
        <translation>Mundwinkel, Innenrand</translation>
    </message>
    <message>
        <source>Upper lip, inner edge</source>
        <translation>Oberlippe, Innenrand</translation>
    </message>
    <message>
        <source>Lower lip, inner edge</source>
        <translation>Unterlippe, Innenrand</translation>
    </message>
    <message>
        <source>Jaw line</source>
        <translation>Kieferlinie</translation>
    </message>
    <message>
        <source>Brow</source>
        <translation>Braue</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>Nase</translation>
    </message>
    <message>
        <source>patient&apos;s right</source>
        <translation>rechte Seite des Patienten</translation>
    </message>
    <message>
        <source>patient&apos;s left</source>
        <translation>linke Seite des Patienten</translation>
    </message>
    <message>
        <source>midline</source>
        <translation>Mittellinie</translation>
    </message>
</context>
<context>
    <name>lights</name>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>Nothing hidden</source>
        <translation>Nichts verdeckt</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
</context>
<context>
    <name>removal</name>
    <message>
        <source>Delete this visit with its videos, results, grades and remarks? They cannot be brought back. Files that were exported stay.</source>
        <translation>Diese Untersuchung mit Videos, Ergebnissen, Bewertungen und Anmerkungen löschen? Sie lassen sich nicht zurückholen. Exportierte Dateien bleiben.</translation>
    </message>
    <message>
        <source>Delete this patient with the record, all visits and videos, results, grades and treatments? They cannot be brought back. Files that were exported stay.</source>
        <translation>Diesen Patienten mit der Akte, allen Untersuchungen und Videos, Ergebnissen, Bewertungen und Behandlungen löschen? Sie lassen sich nicht zurückholen. Exportierte Dateien bleiben.</translation>
    </message>
    <message>
        <source>Visits: {0}</source>
        <translation>Untersuchungen: {0}</translation>
    </message>
    <message>
        <source>Yes, delete everything of this patient</source>
        <translation>Ja, alles von diesem Patienten löschen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Left side affected</source>
        <translation>Linke Seite betroffen</translation>
    </message>
    <message>
        <source>Right side affected</source>
        <translation>Rechte Seite betroffen</translation>
    </message>
    <message>
        <source>Both sides affected</source>
        <translation>Beide Seiten betroffen</translation>
    </message>
    <message>
        <source>No side affected</source>
        <translation>Keine Seite betroffen</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Nicht eingetragen</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Weiblich</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Männlich</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Bell&apos;s palsy</source>
        <translation>Bell-Parese</translation>
    </message>
    <message>
        <source>Ramsay Hunt syndrome</source>
        <translation>Ramsay-Hunt-Syndrom</translation>
    </message>
    <message>
        <source>After surgery</source>
        <translation>Nach Operation</translation>
    </message>
    <message>
        <source>Injury</source>
        <translation>Verletzung</translation>
    </message>
    <message>
        <source>Tumour</source>
        <translation>Tumor</translation>
    </message>
    <message>
        <source>Congenital</source>
        <translation>Angeboren</translation>
    </message>
    <message>
        <source>Lyme disease</source>
        <translation>Lyme-Borreliose</translation>
    </message>
    <message>
        <source>Otitis</source>
        <translation>Otitis</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>Zentral</translation>
    </message>
    <message>
        <source>Guillain-Barré syndrome</source>
        <translation>Guillain-Barré-Syndrom</translation>
    </message>
    <message>
        <source>Melkersson-Rosenthal syndrome</source>
        <translation>Melkersson-Rosenthal-Syndrom</translation>
    </message>
    <message>
        <source>Flaccid</source>
        <translation>Schlaff</translation>
    </message>
    <message>
        <source>Paretic</source>
        <translation>Paretisch</translation>
    </message>
    <message>
        <source>Synkinetic</source>
        <translation>Synkinetisch</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>Behandlung</translation>
    </message>
    <message>
        <source>Video recording and pictures</source>
        <translation>Videoaufnahme und Bilder</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Lehre</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>Forschung</translation>
    </message>
    <message>
        <source>Publication</source>
        <translation>Veröffentlichung</translation>
    </message>
    <message>
        <source>Training of the software (AI)</source>
        <translation>Training der Software (KI)</translation>
    </message>
    <message>
        <source>Only with covered eyes</source>
        <translation>Nur mit verdeckten Augen</translation>
    </message>
    <message>
        <source>Exact day</source>
        <translation>den Tag genau</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>den Monat</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>das Jahr</translation>
    </message>
    <message>
        <source>steroid</source>
        <translation>Kortikosteroid</translation>
    </message>
    <message>
        <source>antiviral</source>
        <translation>Virostatikum</translation>
    </message>
    <message>
        <source>physiotherapy</source>
        <translation>Physiotherapie</translation>
    </message>
    <message>
        <source>botulinum toxin</source>
        <translation>Botulinumtoxin</translation>
    </message>
    <message>
        <source>eyelid weight</source>
        <translation>Lidgewicht</translation>
    </message>
    <message>
        <source>tarsorrhaphy</source>
        <translation>Tarsorrhaphie</translation>
    </message>
    <message>
        <source>other eyelid surgery</source>
        <translation>andere Lidoperation</translation>
    </message>
    <message>
        <source>nerve transfer</source>
        <translation>Nerventransfer</translation>
    </message>
    <message>
        <source>muscle transfer</source>
        <translation>Muskeltransfer</translation>
    </message>
    <message>
        <source>static sling</source>
        <translation>statische Zügelplastik</translation>
    </message>
    <message>
        <source>electrical stimulation</source>
        <translation>Elektrostimulation</translation>
    </message>
    <message>
        <source>complication</source>
        <translation>Komplikation</translation>
    </message>
    <message>
        <source>recurrence</source>
        <translation>Rezidiv</translation>
    </message>
    <message>
        <source>1 exercise</source>
        <translation>1 Übung</translation>
    </message>
    <message>
        <source>{0} exercises</source>
        <translation>{0} Übungen</translation>
    </message>
    <message>
        <source>1 patient</source>
        <translation>1 Patient</translation>
    </message>
    <message>
        <source>{0} patients</source>
        <translation>{0} Patienten</translation>
    </message>
</context>
</TS>
