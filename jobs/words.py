"""What commands say no with, and what the demo's side panel says about its cars."""

from domain.explain.facts import N_

WORDS = {
    "story.months": N_("A hundred days go by"),
    "story.recorded_days": N_("Three days of recorded drives"),
    "demo.unlinked": N_("Not linked yet: link this car to begin."),
    "demo.waiting": N_("Linked. Once you agree in the chat, the car begins to send."),
    "demo.remembering": N_("Sending the car's data of the last four weeks…"),
    "demo.ready": N_("All quiet. Pick a story below."),
    "demo.queued": N_("Your story is next; another one is still playing."),
    "demo.playing": N_("Playing in time lapse…"),
    "demo.warned": N_("A warning was sent; see the chat."),
    "demo.quiet": N_("The story is over, and brought no warning of its own."),
    "demo.passed": N_("The time has passed. Ask how your car is."),
    "signal.soc": N_("State of charge"),
    "signal.speed": N_("Speed"),
    "signal.odometer": N_("Odometer"),
    "signal.ambient": N_("Outside temperature"),
    "signal.coolant_flow": N_("Coolant flow"),
    "signal.coolant_outlet": N_("Coolant temperature, outlet"),
    "signal.tyre_rear_right": N_("Tyre, rear right"),
    "signal.pad_front_left": N_("Pad wear, front left"),
    "signal.twelve_volt": N_("12-volt battery"),
    "refusal.words_wrong": N_("{reason} – `{command} --help` shows what can be asked for."),
    "refusal.dossier_not_dossier": N_("This is no dossier. Give the file as its owner handed it over."),
    "refusal.dossier_cut": N_("The dossier breaks off in the middle. Ask its owner for the whole file."),
    "refusal.dossier_other_form": N_(
        "The dossier is not spelled as it was handed over: somebody has changed it. Ask its owner for the file anew."
    ),
    "refusal.dossier_bad_keys": N_(
        "The keys in the dossier do not follow from one another: do not rely on it. Ask its owner for the file anew."
    ),
    "refusal.dossier_wrong_key": N_(
        "The dossier holds together, but the key you named did not sign it or vouch for who did: somebody else made it. Ask the operator for the right key."
    ),
    "refusal.dossier_key_form": N_(
        "The number of a key has 32 letters from 0 to 9 and a to f. Copy it whole from where the operator publishes it."
    ),
    "refusal.dossier_bad_signature": N_(
        "The signature does not fit: what was signed has been changed. Ask its owner for the file anew."
    ),
    "refusal.dossier_missing_entry": N_(
        "There are fewer or more entries than were signed. Ask its owner for the file anew."
    ),
    "refusal.dossier_changed_entry": N_(
        "Entry {position} was changed after it was signed. Ask its owner for the file anew."
    ),
    "refusal.dossier_other_order": N_(
        "Entries were exchanged or put in another order after they were signed. Ask its owner for the file anew."
    ),
    "refusal.dossier_rewritten": N_(
        "The dossier does not continue what was handed over earlier: entries from then are gone or different. Ask the operator about it."
    ),
    "refusal.dossier_timestamp_missing": N_(
        "The dossier holds, but there is no time stamp in this file. Ask its owner for one that has it, or leave out --timestamp-ca."
    ),
    "refusal.dossier_timestamp_changed": N_(
        "The dossier holds, but its time stamp is damaged or was changed. Ask its owner for the file anew."
    ),
    "refusal.dossier_timestamp_other": N_(
        "The dossier holds, but its time stamp was made for something else. Ask its owner for the file anew."
    ),
    "refusal.dossier_timestamp_root": N_(
        "The dossier holds, but its time stamp does not lead to the root certificates you gave. Get those of the authority, and ask the operator which it is."
    ),
    "refusal.dossier_timestamp_ca": N_(
        "What --timestamp-ca names holds no certificates. Give a PEM file of the authority's root certificates."
    ),
    "refusal.checkup_other_form": N_(
        "This is no signature of a report. Give the .sig file that came with it, by --signature where it has another name."
    ),
    "refusal.checkup_unsigned": N_(
        "This file holds no signature, and none lies beside it. Give the .sig file that came with it by --signature, or ask for the report anew."
    ),
    "refusal.checkup_bad_keys": N_(
        "The keys in the signature do not follow from one another: do not rely on it. Ask for both files anew."
    ),
    "refusal.checkup_bad_signature": N_(
        "The signature does not fit: what was signed has been changed. Ask for both files anew."
    ),
    "refusal.checkup_other_file": N_(
        "The report is not the one that was signed: it was changed, or the two files do not belong together. Ask for both anew."
    ),
    "refusal.checkup_wrong_key": N_(
        "The signature holds, but the key you named did not make it or vouch for who did: somebody else made it. Ask the operator for the right key."
    ),
    "refusal.settings_wrong": N_("A setting is wrong: {wrong}. See docs/settings.md."),
    "refusal.mqtt_url_missing": N_(
        "BEFOREHAND_MQTT_URL is not set. Give the broker's address, such as mqtt://127.0.0.1:1883."
    ),
    "refusal.statestream_wrong": N_(
        "The file that BEFOREHAND_STATESTREAM names cannot be used: {reason}. docs/feeds.md shows one."
    ),
    "refusal.offers_wrong": N_(
        "The file that BEFOREHAND_OFFERS names cannot be used: {reason}. docs/offers.md shows one."
    ),
    "refusal.gbt_listen_missing": N_(
        "BEFOREHAND_GBT_LISTEN is not set. Give the address and port to listen on, such as 127.0.0.1:32960."
    ),
    "refusal.gbt_listen_wrong": N_(
        "{found} is no address to listen on. Write BEFOREHAND_GBT_LISTEN as 127.0.0.1:32960, with an IPv6 address as [::1]:32960."
    ),
    "refusal.gbt_platform_wrong": N_(
        "BEFOREHAND_GBT_PLATFORM cannot be used. Write it as user:password, the user of at most 12 plain letters and digits, the password of 8 to 20."
    ),
    "refusal.mqtt_url_wrong": N_(
        "BEFOREHAND_MQTT_URL is no address of a broker. Write it as mqtt://user:password@host:1883, or mqtts:// with TLS."
    ),
    "refusal.database_old": N_("The database schema is out of date. Run `beforehand db upgrade` first."),
    "refusal.database_foreign": N_(
        "This is not Beforehand's database: {reason}. Name a folder with BEFOREHAND_DATA_DIR, or a database with BEFOREHAND_DATABASE_URL, that is empty or its own."
    ),
    "refusal.database_newer": N_(
        "The database was made by a newer version or by another program: {reason}. Start the version that made it, or name another database."
    ),
    "refusal.database_unopened": N_(
        "The database files in BEFOREHAND_DATA_DIR cannot be opened: {reason}. Check the folder and its permissions."
    ),
    "refusal.database_readonly": N_(
        "The database cannot be written: {reason}. Give this user the right to write, in BEFOREHAND_DATA_DIR or on the server."
    ),
    "refusal.database_busy": N_(
        "Another process keeps the database busy: {reason}. Try again, or stop that process."
    ),
    "refusal.database_no_entry": N_(
        "The database refuses access: {reason}. Check user and password in BEFOREHAND_DATABASE_URL, and that the user owns the database."
    ),
    "refusal.database_not_there": N_(
        "The database cannot be reached: {reason}. Check that the server runs, and host, port and name in BEFOREHAND_DATABASE_URL."
    ),
    "refusal.database_url_wrong": N_(
        "BEFOREHAND_DATABASE_URL is no address of a database: {reason}. It looks like postgresql://user:password@host:5432/name."
    ),
    "refusal.key_file_wrong": N_(
        "{file} is no master key file. Put the right one back from its backup: without it nothing stored can be read."
    ),
    "refusal.key_file_exposed": N_(
        "The master key file {file} is not safe: {reason}. Move it to a folder of its own with mode 0700 and set its mode to 0600; for a container secret set BEFOREHAND_MASTER_KEY_SHARED=true."
    ),
    "refusal.key_file_other": N_(
        "The master key is not the one this database was written with. Set BEFOREHAND_MASTER_KEY_FILE to the right file."
    ),
    "refusal.value_damaged": N_(
        "A stored value is damaged and cannot be opened, though the master key is the right one. Restore the database from a backup."
    ),
    "refusal.telegram_token_wrong": N_(
        "Telegram does not know this token: {reason}. Copy BEFOREHAND_TELEGRAM_TOKEN anew from @BotFather."
    ),
    "refusal.telegram_unreached": N_(
        "Telegram cannot be reached: {reason}. Check the network and BEFOREHAND_TELEGRAM_API."
    ),
    "refusal.address_wrong": N_(
        "This is no address of an API: {reason}. It looks like http://127.0.0.1:8000."
    ),
    "refusal.port_taken": N_(
        "Port {port} is taken by another program, perhaps by a Beforehand that runs already. Stop it, or choose another with --port."
    ),
    "refusal.port_forbidden": N_(
        "Port {port} may not be opened by this user. Choose one above 1023 with --port."
    ),
    "refusal.host_unknown": N_(
        "{host} is no address of this machine. Set BEFOREHAND_API_HOST, such as 127.0.0.1, or 0.0.0.0 for all."
    ),
    "refusal.demo_running": N_(
        "A demo runs already in {folder} (process {pid}). Open its page, stop it first, or give this one a folder of its own with BEFOREHAND_DATA_DIR, and a --port."
    ),
    "refusal.demo_folder_foreign": N_(
        "{folder} holds something without a demo's mark, and a demo would begin by deleting it. Move it away, or set BEFOREHAND_DATA_DIR to another folder."
    ),
    "refusal.file_forbidden": N_(
        "This user may not read or write {file}. Change its permissions, or name another place."
    ),
    "refusal.file_in_the_way": N_("A folder is needed at {file}, and a file is there. Name another place."),
    "refusal.file_is_folder": N_("{file} is a folder, and a file is needed. Name the file."),
    "refusal.disk_full": N_("The disk is full. Free some space and try again; nothing was half written."),
    "refusal.disk_fails": N_(
        "The disk under BEFOREHAND_DATA_DIR does not do what the database asks: {reason}. It may be full or broken: free some space, or check it."
    ),
    "refusal.file_unreadable": N_(
        "{file} does not have the form that is needed: {reason}. Check that it is the right one and whole."
    ),
    "refusal.form_unreadable": N_(
        "A file does not have the form that is needed: {reason}. Check what was named, and install Beforehand anew if nothing was."
    ),
    "refusal.data_unreadable": N_(
        "The data do not have the form that {name} needs: {reason}. See docs/models.md for the data set it is made for."
    ),
    "refusal.recording_values": N_(
        "Line {line}, column {column} of {file}: “{found}” is not a value of this signal. Mend it, or leave the cell empty."
    ),
    "refusal.replay_in_vain": N_("Nothing of the recording was taken. The commonest reasons: {reason}"),
    "refusal.recording_empty": N_("{file} has no rows below its header. Check that it is the right file."),
    "refusal.telegram_token_missing": N_(
        "BEFOREHAND_TELEGRAM_TOKEN is not set. Ask @BotFather for a token, or try `beforehand run --demo`."
    ),
    "refusal.webhook_secret_missing": N_(
        "A webhook needs BEFOREHAND_TELEGRAM_WEBHOOK_SECRET, so that nobody else can post updates."
    ),
    "refusal.file_missing": N_("{file} cannot be read. Check the name and its permissions."),
    "refusal.owner_unknown": N_(
        "There is no owner with this chat. That person has to write to the bot first."
    ),
    "refusal.story_unknown": N_("There is no story {story}. Stories are {known}."),
    "refusal.evaluation_unknown": N_("There is no evaluation {name}. Evaluations are {known}."),
    "refusal.data_missing": N_(
        "The folder {folder} contains no {file}. Give the folder of the data set, or one that contains it."
    ),
    "refusal.history_short": N_(
        "The history is too short to judge a forecast: provide one of over {km:n0} km with at least {charges:n0} charges around each target."
    ),
    "refusal.data_not_apart": N_(
        "Rows of --test are also in --train, so the model would be judged on its own training data. Leave out --test for cross-validation, or name a folder of other units."
    ),
    "refusal.option_missing": N_("This evaluation needs {option}: use it to name a folder."),
    "refusal.too_few_labels": N_(
        "{model} can learn from {found} cars so far and needs {needed}. Ask workshops to report battery measurements and owners to allow “better warnings for everyone”, then try again."
    ),
    "refusal.too_few_drives": N_(
        "Only {found} cars have enough days of driving so far; {needed} are needed. Ask owners to allow “better warnings for everyone”, and try again after some weeks of driving."
    ),
    "refusal.script_invalid": N_(
        "{file} holds no script of a conversation: {reason}. docs/cli.md shows the form."
    ),
    "refusal.bench_unknown": N_("There is no benchmark {name}. Benchmarks are {known}."),
}
