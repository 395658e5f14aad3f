# Completion of sweep4j for bash 4 or newer: source <(sweep4j completion bash)
_sweep4j() {
    local line word=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            :files) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
            :folders) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
            *=) compopt -o nospace; COMPREPLY+=("$line") ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done < <("${COMP_WORDS[0]}" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _sweep4j sweep4j
